import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { settleContactClocks } from "#db/writes/settle-contact-clocks.ts";
import { importScope } from "./import-scope.server.ts";
import { undoDeputies, usedDeputies } from "./write/undo-deputies.server.ts";
import { undoFirms, usedFirms } from "./write/undo-firms.server.ts";
import { undoIssues, usedIssues } from "./write/undo-issues.server.ts";
import { undoPairs, usedPairs } from "./write/undo-pairs.server.ts";
import { type SettleVisits, undoVisits, usedVisits } from "./write/write-visits.server.ts";

/** Longest time the undoing of a full import may take. */
const UNDO_MS = 120_000;

/**
 * Takes a committed import back as a whole: what it added goes, what it changed gets its former values. Refused while
 * anything depends on it: an added record is in use, or a record was changed since. Run again it changes nothing.
 * `settleVisits` brings what is due into line where visits go.
 */
export function undoImport(
  ctx: Ctx,
  importId: number,
  settleVisits: SettleVisits,
): Promise<Result<{ importId: number }>> {
  return withTx(
    ctx,
    async (tx, now) => {
      const [row] = await tx.execute<{ kind: ImportKind; state: string }>(sql`
        select kind, state from imports where import_id = ${importId} and ${importScope(ctx.actor)} for update`);
      if (!row) return refuse("common.not_found", {});
      if (row.state === "undone") return ok({ importId });
      if (row.state !== "committed") return refuse("register.import_state", { state: row.state });
      const used = await usedRecords(tx, row.kind, importId);
      if (used > 0) return refuse("register.import_in_use", { count: used });
      if (row.kind === "firms") await undoFirms(tx, ctx.actor, importId, now);
      if (row.kind === "deputies") await undoDeputies(tx, ctx.actor, importId, now);
      if (row.kind === "issues") await undoIssues(tx, importId);
      if (row.kind === "contacts") await settleVisits(tx, now, await undoVisits(tx, importId));
      if (row.kind === "pairs") {
        await undoPairs(tx, importId, civilDayOf(now));
        await settleContactClocks(tx, now, await loadRulebook(ctx.db, tx, now));
      }
      await tx.execute(
        sql`update imports set state = 'undone', undone_at = ${now} where import_id = ${importId}`,
      );
      const subject = { subjectKind: "import" as const, subjectId: importId };
      await recordEvent(tx, ctx.actor, now, {
        ...subject,
        kind: "import.undone",
        payload: { kind: row.kind },
      });
      const audit = { action: "import.undo", objectKind: "import" as const, objectId: importId };
      await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
      return ok({ importId });
    },
    { idempotent: true, deadlineMs: UNDO_MS },
  );
}

function usedRecords(tx: Tx, kind: ImportKind, importId: number): Promise<number> {
  if (kind === "firms") return usedFirms(tx, importId);
  if (kind === "deputies") return usedDeputies(tx, importId);
  if (kind === "contacts") return usedVisits(tx, importId);
  return kind === "pairs" ? usedPairs(tx, importId) : usedIssues(tx, importId);
}

/** Throws a judged or refused import away; a committed one stays. */
export function discardImport(ctx: Ctx, importId: number): Promise<Result<{ importId: number }>> {
  return withTx(
    ctx,
    async (tx) => {
      const gone = await tx.execute(sql`
        delete from imports where import_id = ${importId} and state in ('reading', 'judged', 'refused')
          and ${importScope(ctx.actor)} returning import_id`);
      return gone.length > 0 ? ok({ importId }) : refuse("common.not_found", {});
    },
    { idempotent: true, deadlineMs: UNDO_MS },
  );
}
