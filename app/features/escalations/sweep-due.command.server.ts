import { SYSTEM } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { nextRung, step } from "#app/domain/escalation/step.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { loadDirectory } from "#db/views/directory.ts";
import { loadParties } from "#db/views/party-users.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { applyEscalations, type ClockAfter, type EscalationWrite } from "#db/writes/apply-escalations.ts";
import { writeOfDecision } from "#db/writes/write-of-decision.ts";
import { BATCH, takeDue } from "./take-due.server.ts";

/** What a round of the sweep did; `more` = there may be more that is due. */
export type SweepRound = { examined: number; escalated: number; more: boolean };

/**
 * Raises every level that is due: takes due clocks in a short transaction, passing over rows that somebody else holds, decides purely,
 * writes once under the unique key with events, audit, notices and outbox. Any number of processes may sweep; time is the database's,
 * and `trust` throws where its instant can't be believed.
 */
export async function sweepDue(ctx: Ctx, trust: (now: string) => void = () => {}): Promise<SweepRound> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      trust(now);
      const due = await takeDue(tx, now);
      if (due.length === 0) return { examined: 0, escalated: 0, more: false };
      const rulebook = await loadRulebook(ctx.db, tx, now);
      const policies = {
        deadlines: rulebook.deadlines,
        ladders: rulebook.versionsOf<LadderPolicy>("ladder"),
      };
      const telling = {
        directory: await loadDirectory(tx, civilDayOf(now)),
        parties: await loadParties(
          tx,
          due.map((clock) => clock.subject),
        ),
      };
      const nowMs = Date.parse(now);
      const writes: EscalationWrite[] = [];
      const after: ClockAfter[] = [];
      for (const { subject, facts } of due) {
        const decisions = step(facts, policies, rulebook.calendar, nowMs);
        writes.push(...decisions.map((decision) => writeOfDecision(subject, decision, telling)));
        const raised = decisions.filter((one) => one.what === "escalate").map((one) => one.level);
        const reached = [...facts.reached, ...raised];
        const gate = decisions.some((one) => one.what === "open_gate") ? "open" : facts.gate;
        const next = nextRung({ ...facts, reached, gate }, policies, rulebook.calendar);
        after.push({
          clockId: subject.clockId,
          reached,
          gate,
          level: reached.length > 0 ? (Math.max(...reached) as Level) : null,
          nextDueAt: next ? new Date(next.at).toISOString() : null,
          nextLevel: next?.level ?? null,
        });
      }
      const escalated = await applyEscalations(tx, SYSTEM, now, writes, after);
      return { examined: due.length, escalated, more: due.length === BATCH };
    },
    { idempotent: true },
  );
}
