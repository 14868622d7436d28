import { DAY_MS, dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import { contactClock, contactLadder } from "#app/domain/contact/contact-clock.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Recipient } from "#app/domain/escalation/recipients.ts";
import { nextRung, step } from "#app/domain/escalation/step.ts";
import { DEFAULT_CADENCE } from "#db/seed/reference/policies.ts";
import { instantText } from "./draft.ts";
import { type IssueRows, type Keys, noRows } from "./issues/issue-tables.ts";
import type { Teller } from "./issues/notice-rows.ts";
import { type Rules, SWEEP_AFTER_MS } from "./issues/simulate.ts";
import type { PairingRow } from "./pairings.ts";
import type { World } from "./world.ts";

/** A day's contacts are written down by so many hours after its midnight. */
const EVENING_MS = 20 * 3_600_000;

/**
 * The clocks of the running pairs' next contacts, with the reminders that were due when history ends: what the sweep and the commands on
 * contacts would have left. Clocks of contacts that were kept have ended and are not made up.
 */
export function contactReminders(world: World, teller: Teller, keys: Keys, rules: Rules): IssueRows {
  const rows = noRows();
  const firms = new Map(world.firms.rows.map((firm) => [firm.firmId, firm]));
  for (const pairing of world.pairings.rows) {
    const dueOn = pairing.contactDueOn ?? null;
    if (dueOn === null || (pairing.endedOn ?? null) !== null) continue;
    const firm = firms.get(pairing.firmId);
    if (firm === undefined) continue;
    const since = pairing.lastContactOn ?? pairing.startedOn;
    const setAt = instantAt(dayNumber(since), EVENING_MS);
    const clock = contactClock(dueOn, setAt, DEFAULT_CADENCE, rules.policies, rules.calendar);
    const facts = contactLadder(clock, 1);
    const decisions = step(facts, rules.policies, rules.calendar, world.end - SWEEP_AFTER_MS);
    const reached = decisions.map((one) => one.level);
    const next = nextRung({ ...facts, reached }, rules.policies, rules.calendar);
    const clockId = keys.clocks++;
    rows.clocks.push({
      clockId,
      subjectKind: "pairing",
      subjectId: pairing.pairingId as number,
      kind: "contact",
      ladder: "contact",
      episode: 1,
      ownerParty: "deputy",
      ownerCountyCode: firm.countyCode,
      policyVersion: clock.policyVersion,
      startedAt: instantText(clock.startedAt),
      dueAt: instantText(clock.dueAt),
      allowanceMs: clock.allowanceMs,
      workingDays: clock.workingDays,
      level: reached.length > 0 ? (Math.max(...reached) as Level) : null,
      reached,
      nextDueAt: next === null ? null : instantText(next.at),
      nextLevel: next?.level ?? null,
    });
    for (const { level, reason, tells, copies, digestOnly } of decisions) {
      const at = reason.dueAt + SWEEP_AFTER_MS;
      const escalationId = keys.escalations++;
      const subject = { subjectKind: "pairing", subjectId: pairing.pairingId as number };
      rows.escalations.push({
        escalationId,
        clockId,
        ...subject,
        ladder: "contact",
        episode: 1,
        level,
        isGate: false,
        dueAt: instantText(reason.dueAt),
        raisedAt: instantText(at),
        reason,
        vacantPosts: [],
      });
      rows.events.push({
        eventId: keys.events++,
        ...subject,
        kind: "pairing.escalated",
        eventVersion: 1,
        payload: { ladder: "contact", episode: 1, level, reason },
        actorUserId: null,
        actorRole: "system",
        at: instantText(at),
      });
      const told = new Map<number, boolean>();
      for (const userId of copies.flatMap((one) => usersOf(one, pairing, firm, teller)))
        told.set(userId, true);
      for (const userId of tells.flatMap((one) => usersOf(one, pairing, firm, teller)))
        told.set(userId, false);
      for (const [userId, inCopy] of told) {
        const readAt = at + (0.3 + ((escalationId * 0.618) % 1) * 5) * DAY_MS;
        rows.notices.push({
          noticeId: keys.notices++,
          recipientUserId: userId,
          escalationId,
          kind: digestOnly ? "digest" : "reminder",
          level,
          inCopy,
          facts: {
            clock: "contact",
            level,
            trigger: reason.trigger,
            dueAt: instantText(clock.dueAt),
            firmId: firm.firmId,
            firm: firm.name,
          },
          createdAt: instantText(at),
          readAt: readAt < world.end ? instantText(Math.round(readAt)) : null,
        });
      }
    }
  }
  return rows;
}

function usersOf(
  recipient: Recipient,
  pairing: PairingRow,
  firm: World["firms"]["rows"][number],
  teller: Teller,
): number[] {
  if (recipient === "deputy") return teller.deputyUser(pairing.deputyId);
  if (recipient === "clerk") return teller.clerksOf(firm.townshipCode ?? null, pairing.deputyId);
  return teller.holdersOf("county_supervisor", firm.countyCode ?? "");
}
