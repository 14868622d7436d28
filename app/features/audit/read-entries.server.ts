import { type SQL, sql } from "drizzle-orm";
import type { ChainedEntry } from "#app/domain/audit/chain.ts";
import type { Tx } from "#db/client.ts";

type EntryRow = {
  audit_id: number;
  at: string;
  actor_user_id: number | null;
  actor_role: string;
  action: string;
  object_kind: string;
  object_id: string;
  detail: string;
  request_id: string | null;
};

/** The columns of `audit_entries a` that the chain covers. */
export const ENTRY_COLUMNS: SQL = sql`a.audit_id, to_char(a.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
  a.actor_user_id, a.actor_role, a.action, a.object_kind, a.object_id, a.detail::text as detail, a.request_id`;

/** Runs a query that selects ENTRY_COLUMNS (and `extra` columns) and shapes its rows for the chain. */
export async function readEntries<E extends Record<string, unknown>>(
  tx: Tx,
  query: SQL,
): Promise<{ entry: ChainedEntry; row: EntryRow & E }[]> {
  const rows = (await tx.execute(query)) as unknown as (EntryRow & E)[];
  return rows.map((row) => ({
    row,
    entry: {
      auditId: row.audit_id,
      at: row.at,
      actorUserId: row.actor_user_id,
      actorRole: row.actor_role,
      action: row.action,
      objectKind: row.object_kind,
      objectId: row.object_id,
      detail: row.detail,
      requestId: row.request_id,
    },
  }));
}
