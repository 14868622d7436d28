import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { officeMsBetween } from "#app/domain/calendar/office-time.ts";
import { dueOf, pausedOfficeMs } from "#app/domain/deadline/due.ts";
import { carriedMs } from "#app/domain/deadline/holding.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { actorOf } from "#app/domain/escalation/simulation/cast.ts";
import { drawMove } from "#app/domain/escalation/simulation/moves.ts";
import { randomFrom } from "#app/domain/escalation/simulation/random.ts";
import {
  clockRows,
  escalationEvents,
  escalationsDue,
  lapsesDue,
  openClockRows,
} from "#app/domain/issue/clock-rows.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { AFTER_CLOSING } from "#app/domain/issue/fold/clocks.ts";
import { at, testCalendar } from "#tests/support/calendar.ts";
import { BOOK } from "#tests/support/issue-world.ts";

const RUNS = process.env.LIAISON_FULL === "1" ? 10_000 : 300;
const SEED = Number(process.env.LIAISON_SEED ?? 4);
const START = at("2026-02-02", "09:00");
const HOUR = 3_600_000;
const calendar = testCalendar();

/** A sequence: for each step which move is drawn and how many hours pass before it. */
const sequences = fc.array(fc.record({ pick: fc.nat(), hours: fc.nat(90) }), { minLength: 6, maxLength: 60 });

type Step = { before: IssueFacts; events: IssueEvent[]; after: IssueFacts; now: number };

/** Plays a sequence of legal commands with the system's own lapses and levels between them. */
function play(sequence: readonly { pick: number; hours: number }[]): { log: IssueEvent[]; steps: Step[] } {
  let facts = NO_ISSUE;
  let now = START;
  const log: IssueEvent[] = [];
  const steps: Step[] = [];
  const take = (events: IssueEvent[]) => {
    const before = facts;
    facts = foldIssue(events, facts);
    log.push(...events);
    steps.push({ before, events, after: facts, now });
  };
  const decide = (who: Parameters<typeof actorOf>[0], command: IssueCommand) => {
    const decided = decideIssue(facts, command, actorOf(who, facts), { now, policies: BOOK, calendar });
    if (decided.ok) take(decided.value);
  };
  for (const { pick, hours } of sequence) {
    now += hours * HOUR;
    for (const command of lapsesDue(openClockRows(1, facts, BOOK, calendar), now)) decide("system", command);
    const due = escalationsDue(facts, BOOK, calendar, now);
    if (due.length > 0) take(escalationEvents(due, now));
    const move = drawMove(randomFrom(pick), facts, now);
    if (move) decide(move.who, move.command);
  }
  return { log, steps };
}

function check(property: (played: ReturnType<typeof play>) => void): void {
  fc.assert(
    fc.property(sequences, (sequence) => property(play(sequence))),
    { numRuns: RUNS, seed: SEED },
  );
}

/** Kinds of event that may move the due instant of a clock that runs on. */
const MOVES_DUE: readonly IssueEventKind[] = [
  "issue.resumed",
  "issue.extended",
  "issue.reclassified",
  "issue.information_supplied",
];

describe(`any legal sequence of commands (${RUNS} sequences, seed ${SEED})`, { timeout: 900_000 }, () => {
  it("has at most one running main clock, and exactly one while a unit has the issue", () => {
    check(({ steps }) => {
      for (const { after } of steps) {
        const open = after.clocks.filter((span) => span.ladder === "main" && span.endedAt === null);
        const wanted = ["dispatched", "handling", "promised"].includes(after.state ?? "") ? 1 : 0;
        expect(open).toHaveLength(wanted);
        expect(
          after.clocks.filter((span) => span.kind === "answer" && span.endedAt === null).length,
        ).toBeLessThanOrEqual(1);
      }
    });
  });

  it("leaves no clock running on a closed or merged issue but what the congress owes the firm", () => {
    check(({ steps }) => {
      for (const { after } of steps) {
        if (after.state !== "closed") continue;
        expect(
          after.clocks.filter((span) => span.endedAt === null && !AFTER_CLOSING.includes(span.kind)),
        ).toEqual([]);
      }
    });
  });

  it("gives the same state when the log is replayed", () => {
    check(({ log, steps }) => {
      expect(foldIssue(log)).toEqual(steps.at(-1)?.after ?? NO_ISSUE);
    });
  });

  it("never buys time by pausing: the office time run until due is exactly what was allowed", () => {
    check(({ steps }) => {
      const facts = steps.at(-1)?.after ?? NO_ISSUE;
      for (const span of facts.clocks) {
        if (span.terms.by !== "answer" || span.terms.shared || span.terms.urgentSince !== null) continue;
        const ended = { ...span, pauses: span.pauses.filter((pause) => pause.to !== null) };
        const carried = carriedMs(span, facts.clocks, BOOK.deadlines, calendar);
        const due = dueOf(ended, DEFAULT_DEADLINE_POLICY, calendar, carried);
        if (!due.ok) continue;
        const hours = DEFAULT_DEADLINE_POLICY.officeHours;
        const run =
          officeMsBetween(calendar, hours, span.startedAt, due.value.dueAt) -
          pausedOfficeMs(calendar, DEFAULT_DEADLINE_POLICY, ended.pauses, span.startedAt, due.value.dueAt);
        expect(run).toBe(due.value.allowanceMs);
      }
    });
  });

  it("never gives a unit the time of a round twice, however often the issue is passed on", () => {
    check(({ steps }) => {
      const facts = steps.at(-1)?.after ?? NO_ISSUE;
      for (const span of facts.clocks) {
        if (span.kind !== "answer" || span.terms.by !== "answer" || span.terms.urgentSince !== null) continue;
        const carried = carriedMs(span, facts.clocks, BOOK.deadlines, calendar);
        const fresh = dueOf(span, DEFAULT_DEADLINE_POLICY, calendar, 0);
        const due = dueOf(span, DEFAULT_DEADLINE_POLICY, calendar, carried);
        if (!fresh.ok || !due.ok) continue;
        expect(due.value.allowanceMs).toBe(Math.max(0, fresh.value.allowanceMs - carried));
      }
    });
  });

  it("starts the new owner's clock at the ruling when an objection is upheld", () => {
    check(({ steps }) => {
      for (const { events, after, now } of steps) {
        if (!events.some((event) => event.kind === "issue.objection_ruled" && event.payload.upheld)) continue;
        const open = after.clocks.find((span) => span.kind === "answer" && span.endedAt === null);
        expect(open).toMatchObject({ startedAt: now, owner: { departmentId: after.lead?.departmentId } });
      }
    });
  });

  it("moves a due instant only by an event that may move it", () => {
    check(({ steps }) => {
      for (const { before, events, after } of steps) {
        if (events.some((event) => MOVES_DUE.includes(event.kind))) continue;
        const rows = clockRows(1, after, BOOK, calendar);
        for (const row of clockRows(1, before, BOOK, calendar)) {
          const same = rows.find((one) => one.ladder === row.ladder && one.episode === row.episode);
          if (row.endedAt === null && same?.endedAt === null) expect(same.dueAt).toBe(row.dueAt);
        }
      }
    });
  });

  it("reaches each level once an episode, never early, never while paused or after the end", () => {
    check(({ steps }) => {
      const seen = new Set<string>();
      for (const { before, events, now } of steps) {
        for (const event of events) {
          if (event.kind !== "issue.escalated" && event.kind !== "issue.gate_opened") continue;
          const { ladder, episode, level, reason } = event.payload;
          const key = `${ladder} ${episode} ${level}`;
          expect(seen.has(key)).toBe(false);
          seen.add(key);
          expect(now).toBeGreaterThan(reason.dueAt);
          const span = before.clocks.find((one) => one.ladder === ladder && one.episode === episode);
          expect(span).toMatchObject({ endedAt: null, stoodDownAt: null });
          expect(span?.pauses.some((pause) => pause.to === null)).toBe(false);
        }
      }
    });
  });

  it("has one holder at a time, without gaps, while it is open", () => {
    check(({ steps }) => {
      const facts = steps.at(-1)?.after ?? NO_ISSUE;
      facts.holds.forEach((hold, i) => {
        const next = facts.holds[i + 1];
        if (next && hold.to !== null) expect(next.from).toBeGreaterThanOrEqual(hold.to);
        if (next) expect(hold.to).not.toBeNull();
      });
      expect(facts.holds.filter((hold) => hold.to === null)).toHaveLength(
        facts.state === null || facts.state === "closed" ? 0 : 1,
      );
    });
  });
});
