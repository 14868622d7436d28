import { sql } from "drizzle-orm";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { proposeDuplicates } from "#app/domain/text/duplicates.ts";
import type { Text } from "#app/domain/text/similarity.ts";
import { type Ctx, readRows } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { limited } from "#db/views/keyset.ts";
import { issueBackground } from "./background.server.ts";
import { shippedGazetteer } from "./gazetteer.server.ts";
import { type IssueText, STANDING, TITLE, textsOf, WORDS } from "./known-texts.server.ts";

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
/**
 * So many of the latest issues of the same category and county (of the county alone while no category is chosen), and of the same firm, are
 * compared. A county of the programme has some 250 a year.
 */
const OF_CATEGORY = 1_000;
const OF_FIRM = 100;
const SHOWN = 5;

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
export async function findDuplicates(ctx: Ctx, issueId: number): Promise<DuplicateProposal[]> {
  const [matter] = await readRows<Matter & Text>(
    ctx,
    sql`select issues.issue_id as "issueId", ip.firm_id as "firmId", issues.county_code as "countyCode",
      issues.category_code as "categoryCode", ${TITLE} as title, ${WORDS} as body
      from issues left join issue_parties ip using (issue_id) where issues.issue_id = ${issueId} and ${issueScope(ctx.actor)}`,
  );
  return matter === undefined ? [] : proposalsFor(ctx, matter, matter);
}

/** The same for a text that has not been raised yet. */
export async function findDuplicatesOfNew(ctx: Ctx, text: NewMatter): Promise<DuplicateProposal[]> {
  const [matter] = await readRows<Matter>(
    ctx,
    sql`select null as "issueId", firms.firm_id as "firmId", firms.county_code as "countyCode", ${text.categoryCode}::text as "categoryCode"
      from firms where firms.firm_id = ${text.firmId} and ${firmScope(ctx.actor)} and firms.county_code is not null`,
  );
  return matter === undefined ? [] : proposalsFor(ctx, text, matter);
}

async function proposalsFor(ctx: Ctx, text: Text, matter: Matter): Promise<DuplicateProposal[]> {
  const [others, background] = await Promise.all([candidatesOf(ctx, matter), issueBackground(ctx)]);
  const found = proposeDuplicates(text, others, background, shippedGazetteer(), SHOWN);
  if (found.length === 0) return [];
  const scores = new Map(found.map(({ candidate, score }) => [others[candidate]?.issueId, score]));
  const shown = await readShown(ctx, matter, [...scores.keys()] as number[]);
  const score = (issueId: number) => Math.round((scores.get(issueId) ?? 0) * 100) / 100;
  const order = [...scores.keys()];
  return shown
    .sort((a, b) => order.indexOf(a.issueId) - order.indexOf(b.issueId))
    .map((one) => ({ ...one, score: score(one.issueId) }));
}

/** The issues that are compared, the latest first: from the index of county and category, and from that of the firm; in one value. */
async function candidatesOf(ctx: Ctx, matter: Matter): Promise<IssueText[]> {
  const recent = sql`issues.submitted_at > ${await ctx.clock.now()}::timestamptz - make_interval(days => ${LOOKS_BACK_DAYS})
    and issues.merged_into_issue_id is null and issues.issue_id <> ${matter.issueId ?? 0} and ${issueScope(ctx.actor)}`;
  const category =
    matter.categoryCode === null ? sql`true` : sql`issues.category_code = ${matter.categoryCode}`;
  const [row] = await readRows<{ standings: string | null }>(
    ctx,
    sql`select string_agg(near.standing, ',') as standings from (
      (select ${STANDING} as standing from issues left join issue_parties ip on ip.issue_id = issues.issue_id
        where issues.county_code = ${matter.countyCode} and ${category} and ${recent}
        order by issues.issue_id desc limit ${limited(OF_CATEGORY)})
      union all
      (select ${STANDING} from issue_parties ip join issues using (issue_id)
        where ip.firm_id = ${matter.firmId}::integer and ${recent} order by issues.issue_id desc limit ${limited(OF_FIRM)})) near`,
  );
  const texts = await textsOf(ctx, new Set(row?.standings?.split(",")));
  return texts.sort((a, b) => b.issueId - a.issueId);
}

function readShown(
  ctx: Ctx,
  matter: Matter,
  issueIds: readonly number[],
): Promise<Omit<DuplicateProposal, "score">[]> {
  return readRows(
    ctx,
    sql`select issues.issue_id as "issueId", issues.number, ${TITLE} as title, ${WORDS} as words, issues.state, issues.closing,
      to_char(issues.submitted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "submittedAt",
      coalesce(ip.firm_id = ${matter.firmId}::integer, false) as "sameFirm"
      from issues left join issue_parties ip on ip.issue_id = issues.issue_id
      where issues.issue_id in (select jsonb_array_elements_text(${JSON.stringify(issueIds)}::text::jsonb)::int)
        and ${issueScope(ctx.actor)}`,
  );
}
