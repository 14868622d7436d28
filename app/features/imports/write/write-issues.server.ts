import { sql } from "drizzle-orm";
import type { LedgerIssue } from "#app/domain/issue/ledger/ledger-life.ts";
import type { Tx } from "#db/client.ts";

/** Writes one issue of a ledger with its log, columns and clocks; answers with its id and the version it has then. */
export type EnterIssue = (
  tx: Tx,
  now: string,
  write: LedgerIssue,
) => Promise<{ issueId: number; version: number }>;

/** Judged rows whose issue has entered meanwhile. */
export async function staleIssues(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r
      join issue_parties p on p.firm_id = (r.candidate -> 'write' ->> 'firmId')::int and p.title = r.candidate -> 'write' ->> 'title'
      join issues i on i.issue_id = p.issue_id
        and (i.submitted_at at time zone 'Asia/Shanghai')::date = (r.candidate -> 'write' -> 'entry' ->> 'raisedOn')::date
    where r.import_id = ${importId} and r.change = 'added'`);
  return row?.count ?? 0;
}

/** Enters the issues of a judged ledger, in the order of the file. */
export async function writeIssues(
  tx: Tx,
  importId: number,
  now: string,
  enterIssue: EnterIssue,
): Promise<void> {
  const rows = await tx.execute<{ importRowId: number; write: LedgerIssue }>(sql`
    select import_row_id as "importRowId", candidate -> 'write' as write
    from import_rows where import_id = ${importId} and change = 'added' order by import_row_id`);
  const entered: { importRowId: number; issueId: number; version: number }[] = [];
  for (const { importRowId, write } of rows)
    entered.push({ importRowId, ...(await enterIssue(tx, now, write)) });
  await tx.execute(sql`
    update import_rows r set target_id = t."issueId", before = jsonb_build_object('version', t.version)
    from jsonb_to_recordset(${JSON.stringify(entered)}::text::jsonb) as t("importRowId" int, "issueId" int, version int)
    where r.import_row_id = t."importRowId"`);
}
