import { sql } from "drizzle-orm";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { importScope } from "./import-scope.server.ts";
import type { ImportFigures } from "./judged-row.ts";
import { staleDeputies, writeDeputies } from "./write/write-deputies.server.ts";
import { staleFirms, writeFirms } from "./write/write-firms.server.ts";
import { type EnterIssue, staleIssues, writeIssues } from "./write/write-issues.server.ts";
import { stalePairs, writePairs } from "./write/write-pairs.server.ts";
import { type SettleVisits, staleVisits, writeVisits } from "./write/write-visits.server.ts";

/** Longest time the one transaction of a full import may take. */
const COMMIT_MS = 120_000;
/** One import writes at a time, so that two can't add the same record. Advisory lock of the registers. */
const IMPORT_LOCK = sql`pg_advisory_xact_lock(7620, 11)`;

/** What other nouns do with a ledger's rows: an issue is entered as issues are, what is due follows visits as contacts say. */
export type OtherNouns = { enterIssue: EnterIssue; settleVisits: SettleVisits };

/**
 * Writes a judged import into the registers, in one transaction. Run again it answers with the same figures and changes
 * nothing. Refused: not judged, or the registers have changed since the judgement (`register.import_stale`: judge again).
 */
export function commitImport(ctx: Ctx, importId: number, nouns: OtherNouns): Promise<Result<ImportFigures>> {
  return withTx(
    ctx,
    async (tx, now) => {
      await tx.execute(sql`select ${IMPORT_LOCK}`);
      const [row] = await tx.execute<{ kind: ImportKind; state: string; figures: ImportFigures }>(sql`
        select kind, state, figures from imports where import_id = ${importId} and ${importScope(ctx.actor)} for update`);
      if (!row) return refuse("common.not_found", {});
      if (row.state === "committed") return ok(row.figures);
      if (row.state !== "judged") return refuse("register.import_state", { state: row.state });
      const stale = await staleRows(tx, row.kind, importId);
      if (stale > 0) return refuse("register.import_stale", { count: stale });
      if (row.kind === "firms") await writeFirms(tx, ctx.actor, importId, now);
      if (row.kind === "deputies") await writeDeputies(tx, ctx.actor, importId, now);
      if (row.kind === "pairs") await writePairs(ctx.db, tx, ctx.actor, importId, now);
      if (row.kind === "issues") await writeIssues(tx, importId, now, nouns.enterIssue);
      if (row.kind === "contacts")
        await nouns.settleVisits(tx, now, await writeVisits(tx, ctx.actor, importId, now));
      await tx.execute(sql`
        update imports set state = 'committed', committed_at = ${now}, content = null where import_id = ${importId}`);
      const { missingIds: _ids, outcomes: _outcomes, ...figures } = row.figures;
      const payload = { kind: row.kind, ...figures };
      const subject = { subjectKind: "import" as const, subjectId: importId };
      await recordEvent(tx, ctx.actor, now, { ...subject, kind: "import.committed", payload });
      const audit = {
        action: "import.commit",
        objectKind: "import" as const,
        objectId: importId,
        detail: payload,
      };
      await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
      return ok(row.figures);
    },
    { idempotent: true, deadlineMs: COMMIT_MS },
  );
}

function staleRows(tx: Tx, kind: ImportKind, importId: number): Promise<number> {
  if (kind === "firms") return staleFirms(tx, importId);
  if (kind === "deputies") return staleDeputies(tx, importId);
  if (kind === "contacts") return staleVisits(tx, importId);
  return kind === "pairs" ? stalePairs(tx, importId) : staleIssues(tx, importId);
}
