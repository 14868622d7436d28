import { sql } from "drizzle-orm";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { proposeDuplicates } from "#app/domain/text/duplicates.ts";
import type { Text } from "#app/domain/text/similarity.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { issueBackground } from "./background.server.ts";
import { shippedGazetteer } from "./gazetteer.server.ts";

/** One proposed duplicate, to be read beside the issue; `score` 0 to 1. Words as far as the reader may see them. */
export type DuplicateProposal = {
  issueId: number;
  number: string;
  title: string;
  words: string;
  state: IssueState;
  closing: Closing | null;
  sameFirm: boolean;
  score: number;
  submittedAt: string;
};

/** Issues of this long ago and later are compared. */
const LOOKS_BACK_DAYS = 365;
/** So many of the latest issues of the same category and county, and of the same firm, are compared. */
const OF_CATEGORY = 1_500;
const OF_FIRM = 100;
const SHOWN = 5;

type Row = Omit<DuplicateProposal, "score">;

/** What a text is compared as: its firm, county and category (null: of any), and the issue it is when it is one already. */
type Matter = {
  issueId: number | null;
  firmId: number | null;
  countyCode: string;
  categoryCode: string | null;
};
/** A text that is about to be raised, for a firm in the actor's scope. */
export type NewMatter = Text & { firmId: number; categoryCode: string | null };

/**
 * Which earlier issues may be the same matter: of the same firm, or similar in the same category and county; the same words about
 * another town are not. Only what the actor may read is compared and shown.
 */
export function findDuplicates(ctx: Ctx, issueId: number): Promise<DuplicateProposal[]> {
  return readTx(ctx, async (tx, now) => {
    const [matter] = await tx.execute<Matter>(sql`
      select issues.issue_id as "issueId", p.firm_id as "firmId", issues.county_code as "countyCode", issues.category_code as "categoryCode"
      from issues left join issue_parties p using (issue_id) where issues.issue_id = ${issueId} and ${issueScope(ctx.actor)}`);
    if (matter === undefined) return [];
    const rows = await candidatesOf(ctx, tx, matter, now);
    const own = rows.find((row) => row.issueId === issueId);
    if (own === undefined) return [];
    const others = rows.filter((row) => row.issueId !== issueId);
    return proposalsFor(tx, textOf(own), others, now);
  });
}

/** The same for a text that has not been raised yet. */
export function findDuplicatesOfNew(ctx: Ctx, text: NewMatter): Promise<DuplicateProposal[]> {
  return readTx(ctx, async (tx, now) => {
    const [matter] = await tx.execute<Matter>(sql`
      select null as "issueId", firms.firm_id as "firmId", firms.county_code as "countyCode", ${text.categoryCode}::text as "categoryCode"
      from firms where firms.firm_id = ${text.firmId} and ${firmScope(ctx.actor)} and firms.county_code is not null`);
    if (matter === undefined) return [];
    return proposalsFor(tx, text, await candidatesOf(ctx, tx, matter, now), now);
  });
}

async function proposalsFor(tx: Tx, text: Text, others: readonly Row[], now: string) {
  const background = await issueBackground(tx, now);
  const found = proposeDuplicates(text, others.map(textOf), background, shippedGazetteer());
  return found.slice(0, SHOWN).map(({ candidate, score }) => ({
    ...(others[candidate] as Row),
    score: Math.round(score * 100) / 100,
  }));
}

function textOf(row: Row): Text {
  return { title: row.title, body: row.words };
}

async function candidatesOf(ctx: Ctx, tx: Tx, matter: Matter, now: string): Promise<Row[]> {
  const shown = sql`issues.issue_id as "issueId", issues.number, coalesce(nullif(ip.title, ''), issues.title) as title,
    coalesce(ip.words, issues.wording) as words, issues.state, issues.closing,
    to_char(issues.submitted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "submittedAt"`;
  const recent = sql`issues.submitted_at > ${now}::timestamptz - make_interval(days => ${LOOKS_BACK_DAYS})
    and issues.merged_into_issue_id is null and ${issueScope(ctx.actor)}`;
  const rows = await tx.execute<Row>(sql`
    with own as (
      select ${matter.issueId}::integer as issue_id, ${matter.countyCode}::text as county_code,
        ${matter.categoryCode}::text as category_code, ${matter.firmId}::integer as firm_id),
    near as (
      (select issues.issue_id from issues, own where issues.county_code = own.county_code
        and (own.category_code is null or issues.category_code = own.category_code) and ${recent}
        order by issues.issue_id desc limit ${OF_CATEGORY})
      union
      (select issues.issue_id from issues join issue_parties on issue_parties.issue_id = issues.issue_id
        join own on issue_parties.firm_id = own.firm_id where ${recent}
        order by issues.issue_id desc limit ${OF_FIRM})
      union select issue_id from own where issue_id is not null)
    select ${shown}, coalesce(ip.firm_id = own.firm_id, false) as "sameFirm"
    from near join issues using (issue_id) cross join own left join issue_parties ip on ip.issue_id = issues.issue_id
    where ${issueScope(ctx.actor)}
    order by issues.issue_id desc`);
  return [...rows];
}
