import { sql } from "drizzle-orm";
import { CHAIN_START, sealedText } from "#app/domain/audit/chain.ts";
import { sha256 } from "#app/platform/ids.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { auditSeals } from "#db/schema/events.ts";
import { ENTRY_COLUMNS, readEntries } from "./read-entries.server.ts";

/** Entries sealed in one transaction. */
const BATCH = 2_000;
/** Key of the advisory lock that keeps sealers of several instances apart. */
const SEALER_LOCK = 7_202_601;

type LastSeal = { seal_no: number; hash: string; writer_xid: string; audit_id: number };

/**
 * Chains the entries that no running transaction can still precede, in the order of (writer's transaction, entry); returns how many.
 * Only one sealer works at a time, in whatever process; the others find the lock taken and return 0.
 */
export async function sealAudit(ctx: Ctx): Promise<number> {
  return withTx(ctx, async (tx, now) => {
    const [lock] = await tx.execute<{ taken: boolean }>(
      sql`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as taken`,
    );
    if (!lock?.taken) return 0;
    const [last] = await tx.execute<LastSeal>(sql`
      select s.seal_no, s.hash, a.writer_xid::text, a.audit_id from audit_seals s join audit_entries a using (audit_id)
      order by s.seal_no desc limit 1`);
    const settled = await readEntries(
      tx,
      sql`select ${ENTRY_COLUMNS} from audit_entries a
        where (a.writer_xid, a.audit_id) > (${last?.writer_xid ?? "0"}::xid8, ${last?.audit_id ?? 0}::integer)
          and a.writer_xid < pg_snapshot_xmin(pg_current_snapshot())
        order by a.writer_xid, a.audit_id limit ${BATCH}`,
    );
    if (settled.length === 0) return 0;
    let hash = last?.hash ?? CHAIN_START;
    let sealNo = last?.seal_no ?? 0;
    const seals = settled.map(({ entry }) => {
      hash = sha256(sealedText(hash, entry));
      sealNo += 1;
      return { sealNo, auditId: entry.auditId, hash, sealedAt: now };
    });
    await tx.insert(auditSeals).values(seals);
    return seals.length;
  });
}
