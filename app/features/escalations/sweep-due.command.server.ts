import { SYSTEM } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { isParty } from "#app/domain/escalation/recipients.ts";
import { type EscalationDecision, nextRung, step } from "#app/domain/escalation/step.ts";
import { type Pace, wholePace } from "#app/platform/timing/pace.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { keptDirectory } from "#db/views/directory.ts";
import { loadParties, type PartySubject } from "#db/views/party-users.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { applyEscalations, type ClockAfter } from "#db/writes/apply-escalations.ts";
import { type EscalationSubject, writeOfDecision } from "#db/writes/write-of-decision.ts";
import { MOST_TAKEN, takeDue } from "./take-due.server.ts";

/** Clocks taken in one transaction, by how fast they go. */
export const LEVEL_BATCHES = [25, 50, 100, 150, 200, 250, 300, 400, MOST_TAKEN];

/** What a round of the sweep did; `more` = there may be more that is due. */
export type SweepRound = { examined: number; escalated: number; more: boolean };

/**
 * Raises every level that is due: takes due clocks in a short transaction, passing over rows that somebody else holds, decides purely,
 * writes once under the unique key with events, audit, notices and outbox. Any number of processes may sweep; time is the database's,
 * `trust` throws where its instant can't be believed, and `pace` says how many clocks a transaction takes so that it stays short.
 */
export function sweepDue(
  ctx: Ctx,
  trust: (now: string) => void = () => {},
  pace: Pace = wholePace(MOST_TAKEN),
): Promise<SweepRound> {
  return pace.take(
    (size) => sweepOnce(ctx, trust, size),
    ({ examined }) => examined,
  );
}

function sweepOnce(ctx: Ctx, trust: (now: string) => void, size: number): Promise<SweepRound> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      trust(now);
      const due = await takeDue(tx, now, size);
      if (due.length === 0) return { examined: 0, escalated: 0, more: false };
      const rulebook = await loadRulebook(ctx.db, tx, now);
      const policies = {
        deadlines: rulebook.deadlines,
        ladders: rulebook.versionsOf<LadderPolicy>("ladder"),
      };
      const nowMs = Date.parse(now);
      const decided: { subject: EscalationSubject; decision: EscalationDecision }[] = [];
      const after: ClockAfter[] = [];
      for (const { subject, facts, until } of due) {
        const decisions = step(facts, policies, rulebook.calendar, Math.min(nowMs, until));
        decided.push(...decisions.map((decision) => ({ subject, decision })));
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
      const telling = {
        directory: await keptDirectory(ctx.db, tx, civilDayOf(now)),
        parties: await loadParties(tx, needingParties(decided)),
      };
      const writes = decided.map(({ subject, decision }) => writeOfDecision(subject, decision, telling));
      const escalated = await applyEscalations(tx, SYSTEM, now, writes, after);
      return { examined: due.length, escalated, more: due.length === size };
    },
    { idempotent: true },
  );
}

/** Those whose decisions name somebody who is a party to them, or the firm of a pair: nobody else's parties are asked for. */
function needingParties(
  decided: readonly { subject: EscalationSubject; decision: EscalationDecision }[],
): PartySubject[] {
  const subjects = decided
    .filter(
      ({ subject, decision }) =>
        subject.subjectKind === "pairing" || decision.tells.some(isParty) || decision.copies.some(isParty),
    )
    .map(({ subject }) => subject);
  return [...new Set(subjects)];
}
