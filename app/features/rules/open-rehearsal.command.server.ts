import { eq, sql } from "drizzle-orm";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { judgeDraft } from "#app/domain/supervision/judge-draft.ts";
import type { RulesDraft } from "#app/domain/supervision/rehearsal.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { rehearsals } from "#db/schema/oversight/supervision.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";

/** What a rehearsal keeps: the changed rules, and which versions they are compared with. */
export type StoredDraft = RulesDraft & { base: { deadlines: number; ladder: number } };

/** A run whose last sign of life is older than this has been broken off. */
export const STALLED_AFTER_S = 30;

/**
 * Opens a rehearsal of changed rules; a worker takes it up and nothing changes for anybody. Deadlines and ladder are the city
 * supervisor's, the calendar the system administrator's. Refuses with `rules.*`, one run at a time.
 */
export function openRehearsal(
  ctx: Ctx,
  key: string,
  input: { purpose: string; draft: RulesDraft },
): Promise<Result<{ rehearsalId: number }>> {
  return once(ctx, { key, action: "rehearsal.open", content: input }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.not_found", {});
    const keeper = input.draft.calendar === null ? "city_supervisor" : "system_administrator";
    if (actor.role !== keeper) return refuse("common.not_found", {});
    const book = policyBook(await loadRulebook(ctx.db, tx, now));
    const deadlines = policyInForce(book.deadlines, Date.parse(now));
    const ladder = policyInForce(book.ladders, Date.parse(now));
    const judged = judgeDraft(input.draft, { deadlines, ladder });
    if (!judged.ok) return judged;
    const running = await findRunning(tx, now);
    if (running) return refuse("rules.already_running", running);
    const draft: StoredDraft = {
      ...judged.value,
      base: { deadlines: deadlines.version, ladder: ladder.version },
    };
    const [made] = await tx
      .insert(rehearsals)
      .values({ purpose: input.purpose, draft, beatAt: now, createdBy: actor.userId, createdAt: now })
      .returning({ rehearsalId: rehearsals.rehearsalId });
    const { rehearsalId } = made!;
    const audit = { action: "rehearsal.opened", objectKind: "rehearsal" as const, objectId: rehearsalId };
    await recordAudit(tx, actor, now, audit, ctx.requestId);
    return ok({ rehearsalId });
  });
}

/** The rehearsal that runs and shows life, if there is one: there is never a second beside it. */
export async function findRunning(tx: Tx, now: string): Promise<{ rehearsalId: number } | undefined> {
  const [running] = await tx
    .select({ rehearsalId: rehearsals.rehearsalId })
    .from(rehearsals)
    .where(
      sql`${eq(rehearsals.state, "running")} and ${rehearsals.beatAt} > ${now}::timestamptz - make_interval(secs => ${STALLED_AFTER_S})`,
    );
  return running;
}
