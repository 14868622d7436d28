import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

const entered = (importId: number) =>
  sql`(select target_id from import_rows where import_id = ${importId} and change = 'added')`;

/** Issues of a ledger that can't be taken back: somebody has taken a step with them, or something else refers to them. */
export async function usedIssues(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r join issues i on i.issue_id = r.target_id
    where r.import_id = ${importId} and r.change = 'added' and (
      i.version <> (r.before ->> 'version')::int
      or exists (select from issue_texts t where t.issue_id = i.issue_id)
      or exists (select from verdicts v where v.issue_id = i.issue_id)
      or exists (select from files f where f.subject_kind = 'issue' and f.subject_id = i.issue_id)
      or exists (select from issues other where other.merged_into_issue_id = i.issue_id)
      or exists (select from matter_issues m where m.issue_id = i.issue_id)
      or exists (select from supervision_notices s where s.issue_id = i.issue_id and s.state <> 'draft')
      or exists (select from closure_reviews c where c.issue_id = i.issue_id)
      or exists (select from pressure_reports p where p.issue_id = i.issue_id)
      or exists (select from status_links l where l.issue_id = i.issue_id))`);
  return row?.count ?? 0;
}

/** Takes the issues of a ledger back with everything that clocks and sweep have written for them; their numbers are not given again. */
export async function undoIssues(tx: Tx, importId: number): Promise<void> {
  const these = entered(importId);
  const levels = sql`(select escalation_id from escalations where issue_id in ${these})`;
  const told = sql`(select notice_id from notices where own_issue_id in ${these} or escalation_id in ${levels})`;
  await tx.execute(sql`delete from deliveries where notice_id in ${told}`);
  await tx.execute(sql`delete from outbox where notice_id in ${told} or escalation_id in ${levels}`);
  await tx.execute(sql`delete from notices where own_issue_id in ${these} or escalation_id in ${levels}`);
  for (const table of [
    "supervision_notices",
    "escalations",
    "clocks",
    "issue_tags",
    "promises",
    "answers",
    "issue_assignments",
    "issue_parties",
    "issues",
  ])
    await tx.execute(sql`delete from ${sql.identifier(table)} where issue_id in ${these}`);
}
