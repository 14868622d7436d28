import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { dayNumber, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { PolicyBook, Rung } from "#app/domain/escalation/policy.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { PlainClock } from "./plain-clock.ts";

type Main = {
  kind: "answer" | "promise";
  episode: number;
  startedAt: number;
  departmentId: number;
  unitKind: DepartmentKind;
  round: number;
  dueOn: string | null;
  type: "inquiry" | "ordinary" | "complex";
  severity: "ordinary" | "urgent";
  urgentSince: number | null;
  extensionDays: number;
  carriedMs: number;
  pauses: { from: number; to: number | null }[];
  endedAt: number | null;
  stoodDown: boolean;
  reached: Set<Level>;
  gate: boolean;
};

/** Events that can make a level due earlier, later, or again. */
const MOVES_LEVELS: ReadonlySet<IssueEvent["kind"]> = new Set([
  "issue.submitted",
  "issue.accepted",
  "issue.reclassified",
  "issue.dispatched",
  "issue.answer_signed",
  "issue.partly_ruled",
  "issue.promise_date_ruled",
  "issue.paused",
  "issue.resumed",
  "issue.extended",
  "issue.firm_said",
  "issue.callback_concluded",
  "issue.rearmed",
]);

/** When a level may and must be reached: `from` the earliest instant, `since` from when it could be acted on. */
export type Expectation = { level: Level; isGate: boolean; from: number; since: number };

/**
 * The main ladder of one issue followed by a second, plain implementation straight from the log: the judge of the
 * engine. Knows nothing of spans, prefix sums or next-due instants.
 */
export class Shadow {
  main: Main | null = null;
  episodes = 0;
  notSolved = 0;
  returns = 0;
  type: Main["type"] = "ordinary";
  severity: Main["severity"] = "ordinary";
  /** When something last changed that could make a level due in the past: an event, a new calendar. */
  changedAt = 0;
  private usedMs = new Map<string, number>();
  private expected: Expectation[] | null = null;

  apply(event: IssueEvent, clock: PlainClock): void {
    if (MOVES_LEVELS.has(event.kind)) this.recalculate(event.at);
    const main = this.main;
    switch (event.kind) {
      case "issue.accepted":
      case "issue.reclassified":
        this.type = event.payload.type;
        if (main && main.endedAt === null && main.kind === "answer") {
          if (event.payload.severity === "urgent" && main.severity !== "urgent") main.urgentSince = event.at;
          if (event.payload.severity === "ordinary") main.urgentSince = null;
          main.type = event.payload.type;
          main.severity = event.payload.severity;
        }
        this.severity = event.payload.severity;
        break;
      case "issue.submitted":
        this.type = event.payload.type;
        this.severity = event.payload.severity;
        break;
      case "issue.dispatched":
        this.end(event.at, clock);
        if (event.payload.cause === "returned") this.returns += 1;
        this.start("answer", event.at, event.payload, null);
        break;
      case "issue.answer_signed":
        this.end(event.at, clock);
        if (event.payload.promisedOn !== null && main)
          this.start("promise", event.at, main, event.payload.promisedOn);
        break;
      case "issue.partly_ruled":
        if (main) this.start("promise", event.at, main, event.payload.promisedOn);
        break;
      case "issue.promise_date_ruled":
        if (main && main.dueOn !== event.payload.promisedOn) {
          this.end(event.at, clock);
          this.start("promise", event.at, main, event.payload.promisedOn);
        }
        break;
      case "issue.paused":
        main?.pauses.push({ from: event.at, to: null });
        break;
      case "issue.resumed":
        this.endPauses(event.at);
        break;
      case "issue.extended":
        if (main) main.extensionDays += event.payload.days;
        break;
      case "issue.firm_said":
        if (event.payload.say === "not_solved") this.notSolved += 1;
        break;
      case "issue.callback_concluded":
        if (event.payload.result === "not_solved") this.notSolved += 1;
        break;
      case "issue.stood_down":
        if (main) main.stoodDown = true;
        break;
      case "issue.rearmed":
        if (main) {
          this.episodes += 1;
          this.main = { ...main, episode: this.episodes, stoodDown: false, gate: false, reached: new Set() };
        }
        break;
      case "issue.level_decided":
        main?.reached.add(event.payload.level);
        if (main) main.gate = true;
        break;
      case "issue.unsupplied":
      case "issue.declined":
      case "issue.merged":
      case "issue.withdrawn":
      case "issue.diverted":
      case "issue.converted":
      case "issue.resolved":
      case "issue.explained":
      case "issue.unconfirmed":
        this.end(event.at, clock);
        break;
    }
  }

  /** A new calendar: everything expected is counted anew, from `at` on. */
  recalculate(at: number): void {
    this.changedAt = at;
    this.expected = null;
  }

  /** What of the open main clock has not been reached yet, in any order; empty while nothing may fire. */
  pending(clock: PlainClock, policies: PolicyBook): Expectation[] {
    const main = this.main;
    if (!main || main.endedAt !== null || main.stoodDown || main.pauses.some((pause) => pause.to === null))
      return [];
    this.expected ??= this.expectations(main, clock, policies);
    return this.expected.filter(
      ({ level, isGate }) => (isGate ? !main.gate : true) && !main.reached.has(level),
    );
  }

  /** Whether nothing may be raised on the main ladder now. */
  get isSilent(): boolean {
    const main = this.main;
    return !main || main.endedAt !== null || main.stoodDown || main.pauses.some((pause) => pause.to === null);
  }

  private expectations(main: Main, clock: PlainClock, policies: PolicyBook): Expectation[] {
    const { dueAt, allowanceMs } = this.dueOf(main, clock, policies);
    const rungs = inForce(policies.ladders, main.startedAt).main[main.unitKind];
    return rungs.flatMap((rung) => {
      const from = this.instantOf(rung, main, dueAt, allowanceMs, clock);
      return from === null
        ? []
        : [{ level: rung.level, isGate: rung.gate, from, since: Math.max(from, this.changedAt) }];
    });
  }

  private instantOf(
    rung: Rung,
    main: Main,
    dueAt: number,
    allowanceMs: number,
    clock: PlainClock,
  ): number | null {
    if (rung.notSolved !== null && this.notSolved >= rung.notSolved) return main.startedAt;
    if (rung.returns !== null && this.returns >= rung.returns) return main.startedAt;
    if (rung.share !== null)
      return clock.after(main.startedAt, Math.ceil(allowanceMs * rung.share), main.pauses);
    if (rung.workingDays === null) return null;
    return rung.workingDays === 0 ? dueAt : clock.addDays(dueAt, rung.workingDays);
  }

  private dueOf(main: Main, clock: PlainClock, policies: PolicyBook): { dueAt: number; allowanceMs: number } {
    const policy = inForce(policies.deadlines, main.startedAt);
    if (main.dueOn !== null) {
      const closing = instantAt(dayNumber(main.dueOn), 1080 * MINUTE_MS);
      const allowanceMs = clock.between(main.startedAt, closing);
      return { dueAt: shifted(clock, closing, main.pauses, main.startedAt), allowanceMs };
    }
    const isUrgent = main.severity === "urgent" && main.urgentSince === null;
    const days = (isUrgent ? policy.answerDays.urgent : policy.answerDays[main.type]) + main.extensionDays;
    const whole = clock.between(main.startedAt, clock.addDays(main.startedAt, days));
    const allowanceMs = Math.max(0, whole - main.carriedMs);
    const ended = main.pauses.filter((pause) => pause.to !== null);
    const plain = clock.after(main.startedAt, allowanceMs, ended);
    if (main.urgentSince === null) return { dueAt: plain, allowanceMs };
    const nominal = clock.addDays(main.urgentSince, policy.answerDays.urgent + main.extensionDays);
    const urgent = shifted(clock, nominal, main.pauses, main.urgentSince);
    if (urgent >= plain) return { dueAt: plain, allowanceMs };
    let run = clock.between(main.startedAt, urgent);
    for (const pause of main.pauses) {
      run -= clock.between(Math.max(pause.from, main.startedAt), Math.min(pause.to ?? urgent, urgent));
    }
    return { dueAt: urgent, allowanceMs: run };
  }

  private start(
    kind: Main["kind"],
    at: number,
    unit: { departmentId: number; unitKind: DepartmentKind; round: number },
    dueOn: string | null,
  ): void {
    this.episodes += 1;
    this.main = {
      kind,
      episode: this.episodes,
      startedAt: at,
      departmentId: unit.departmentId,
      unitKind: unit.unitKind,
      round: unit.round,
      dueOn,
      type: this.type,
      severity: this.severity,
      urgentSince: null,
      extensionDays: 0,
      carriedMs: kind === "answer" ? (this.usedMs.get(`${unit.departmentId}:${unit.round}`) ?? 0) : 0,
      pauses: [],
      endedAt: null,
      stoodDown: false,
      reached: new Set(),
      gate: false,
    };
  }

  private end(at: number, clock: PlainClock): void {
    const main = this.main;
    if (!main || main.endedAt !== null) return;
    this.endPauses(at);
    main.endedAt = at;
    if (main.kind !== "answer") return;
    let run = clock.between(main.startedAt, at);
    for (const pause of main.pauses) run -= clock.between(pause.from, pause.to ?? at);
    const key = `${main.departmentId}:${main.round}`;
    this.usedMs.set(key, (this.usedMs.get(key) ?? 0) + run);
  }

  private endPauses(at: number): void {
    for (const pause of this.main?.pauses ?? []) pause.to ??= at;
  }
}

function shifted(
  clock: PlainClock,
  nominal: number,
  pauses: readonly { from: number; to: number | null }[],
  from: number,
): number {
  let at = nominal;
  for (const pause of pauses) {
    if (pause.to !== null && pause.from < at)
      at = clock.after(at, clock.between(Math.max(pause.from, from), pause.to));
  }
  return at;
}

function inForce<P extends { version: number; inForceFrom: number }>(policies: readonly P[], at: number): P {
  return (
    [...policies].filter((policy) => policy.inForceFrom <= at).sort((a, b) => b.version - a.version)[0] ??
    policies[0]!
  );
}
