import { sql } from "drizzle-orm";
import { CHAIN_START, sealedText } from "#app/domain/audit/chain.ts";
import { sha256 } from "#app/platform/ids.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { ENTRY_COLUMNS, readEntries } from "./read-entries.server.ts";

/** What a check of the chain found; `brokenAt` is the first entry whose seal does not fit, `head` the last good hash. */
export type ChainCheck = { sealed: number; unsealed: number; brokenAt: number | null; head: string };

const PAGE = 5_000;

/** Walks the whole chain from its start and names the first broken entry: changed, removed or out of order. */
export async function verifyAudit(ctx: Ctx): Promise<ChainCheck> {
  return readTx(ctx, async (tx) => {
    let head = CHAIN_START;
    let sealed = 0;
    for (;;) {
      const page = await readEntries<{ seal_no: number; hash: string; sealed_audit_id: number }>(
        tx,
        sql`select ${ENTRY_COLUMNS}, s.seal_no, s.hash, s.audit_id as sealed_audit_id
          from audit_seals s left join audit_entries a using (audit_id)
          where s.seal_no > ${sealed} order by s.seal_no limit ${PAGE}`,
      );
      for (const { entry, row } of page) {
        const hash = sha256(sealedText(head, entry));
        if (row.seal_no !== sealed + 1 || hash !== row.hash) {
          return { sealed, unsealed: 0, brokenAt: row.sealed_audit_id, head };
        }
        head = hash;
        sealed += 1;
      }
      if (page.length < PAGE) break;
    }
    const [rest] = await tx.execute<{ unsealed: number }>(sql`
      select count(*)::integer as unsealed from audit_entries a where not exists (select from audit_seals s where s.audit_id = a.audit_id)`);
    return { sealed, unsealed: rest?.unsealed ?? 0, brokenAt: null, head };
  });
}
