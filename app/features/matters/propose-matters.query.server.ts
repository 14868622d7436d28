import { type SQL, sql } from "drizzle-orm";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import { similarGroups } from "#app/domain/supervision/matter.ts";
import { findDuplicatePairs } from "#app/domain/text/duplicates.ts";
import { gazetteerOf } from "#app/domain/text/places.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { loadRulebook } from "#db/views/rulebook.ts";

/** Issues of several firms that may be one matter: a class by unit and category, or texts that resemble each other. */
export type MatterProposal = {
  by: "class" | "text";
  firms: number;
  issueIds: number[];
  unit: { departmentId: number; name: string } | null;
  category: { categoryCode: string; name: string; nameEn: string } | null;
  /** The first issue's title, which stands for similar texts. */
  title: string;
};

export type MatterProposals = { least: number; proposals: MatterProposal[]; comparedTexts: number | null };

const SHOWN = 50;
/** Open issues whose texts are compared: the latest; more would take longer than a page may. */
const COMPARED = 3_000;

/** That an open issue stands in no running matter. */
export const ungrouped: SQL = sql`issues.state <> 'closed' and not exists (
  select 1 from matter_issues taken where taken.issue_id = issues.issue_id and taken.left_at is null)`;

/** k: how many firms make a class issue 共性问题, by the deadlines in force. */
export async function classFirms(ctx: Ctx, tx: Tx, now: string): Promise<number> {
  const rulebook = await loadRulebook(ctx.db, tx, now);
  return policyInForce(rulebook.deadlines, Date.parse(now)).classIssueFirms;
}

/**
 * Proposes matters in the actor's scope: the same category at the same unit by k or more firms, and with `similar` texts that resemble each
 * other across units and categories. Issues of a running matter are left out.
 */
export function proposeMatters(ctx: Ctx, similar: boolean): Promise<MatterProposals> {
  return readTx(ctx, async (tx, now) => {
    const least = await classFirms(ctx, tx, now);
    const classes = await tx.execute<{
      firms: number;
      issueIds: number[];
      departmentId: number;
      unit: string;
      categoryCode: string;
      name: string;
      nameEn: string;
      title: string;
    }>(sql`
      select count(distinct p.firm_id)::int as firms, jsonb_agg(issues.issue_id order by issues.issue_id) as "issueIds", issues.lead_department_id as "departmentId",
        d.short_name as unit, issues.category_code as "categoryCode", k.name, k.name_en as "nameEn", min(issues.title) as title
      from issues join issue_parties p on p.issue_id = issues.issue_id join departments d on d.department_id = issues.lead_department_id
        join categories k on k.category_code = issues.category_code
      where issues.lead_department_id is not null and ${ungrouped} and ${issueScope(ctx.actor)}
      group by issues.lead_department_id, d.short_name, issues.category_code, k.name, k.name_en
      having count(distinct p.firm_id) >= ${least} order by 1 desc, 3, 5 limit ${SHOWN}`);
    const byClass = classes.map(
      ({ firms, issueIds, departmentId, unit, categoryCode, name, nameEn, title }): MatterProposal => ({
        by: "class",
        firms,
        issueIds,
        unit: { departmentId, name: unit },
        category: { categoryCode, name, nameEn },
        title,
      }),
    );
    if (!similar) return { least, proposals: byClass, comparedTexts: null };
    const found = await bySimilarTexts(ctx, tx, least);
    const known = new Set(byClass.map((one) => one.issueIds.join()));
    const byText = found.proposals.filter((one) => !known.has(one.issueIds.join()));
    return { least, proposals: [...byText, ...byClass], comparedTexts: found.compared };
  });
}

async function bySimilarTexts(ctx: Ctx, tx: Tx, least: number) {
  const rows = await tx.execute<{ issueId: number; firmId: number; title: string; body: string }>(sql`
    select issues.issue_id as "issueId", p.firm_id as "firmId", coalesce(nullif(p.title, ''), issues.title) as title,
      coalesce(nullif(p.words, ''), issues.wording) as body
    from issues join issue_parties p on p.issue_id = issues.issue_id
    where ${ungrouped} and ${issueScope(ctx.actor)} order by issues.issue_id desc limit ${COMPARED}`);
  const places = await tx.execute<{ name: string; county: boolean }>(sql`
    select name, true as county from counties union all select name, false from townships`);
  const gazetteer = gazetteerOf(
    places.filter((one) => one.county).map((one) => one.name),
    places.filter((one) => !one.county).map((one) => one.name),
  );
  const groups = similarGroups(
    findDuplicatePairs(rows, gazetteer),
    rows.map((row) => row.firmId),
    least,
  );
  const proposals = groups.slice(0, SHOWN).map((group): MatterProposal => {
    const members = group.map((at) => rows[at]!);
    return {
      by: "text",
      firms: new Set(members.map((one) => one.firmId)).size,
      issueIds: members.map((one) => one.issueId).sort((a, b) => a - b),
      unit: null,
      category: null,
      title: members[0]!.title,
    };
  });
  return { proposals, compared: rows.length };
}
