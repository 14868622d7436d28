import { dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { EscalationDecision } from "#app/domain/escalation/step.ts";
import { escalationEvents, lapsesDue, wakeAt } from "#app/domain/issue/clock-rows.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { actorOf, type Move, SIMULATED_UNITS } from "./cast.ts";
import type { Engine, Posts } from "./engine.ts";
import { Agenda } from "./heap.ts";
import { drawMove } from "./moves.ts";
import { HOUR_MS, Office, SECOND_MS } from "./office.ts";
import { below, happens, oneOf, type Random, randomFrom } from "./random.ts";
import { keyOf, SimulatedIssue } from "./simulated-issue.ts";

/** What one simulated year counts; `escalations` by level on the main ladder (3 = gates), `reminders` all others. */
export type YearReport = {
  issues: number;
  steps: number;
  commands: number;
  refused: number;
  escalations: Record<Level, number>;
  reminders: number;
  faults: Record<string, number>;
  violations: string[];
};

const DAY_MS = 24 * HOUR_MS;
const ISSUES_A_YEAR = 220;
const FAULTS_A_YEAR = 120;
/** After the year the office runs on, so that the last issues have time to climb. */
const AFTERMATH_DAYS = 60;

const FAULT_KINDS = [
  "scheduler_killed",
  "scheduler_killed",
  "crash_in_transaction",
  "crash_in_transaction",
  "crash_after_commit",
  "two_at_once",
  "two_at_once",
  "answer_lost",
  "sent_twice",
  "command_crashed",
  "outage",
  "database_down",
  "clock_jump",
  "clock_jump",
  "post_vacant",
  "post_vacant",
  "policy_changed",
  "calendar_corrected",
] as const;
type FaultKind = (typeof FAULT_KINDS)[number] | "notice_loaded";

type Task =
  | { at: number; kind: "move"; issue: SimulatedIssue }
  | { at: number; kind: "sweep"; issue: SimulatedIssue; wake: number; attempt: number }
  | { at: number; kind: "fault"; fault: FaultKind }
  | { at: number; kind: "new_year" };

/** Runs one year from its seed against `engine`; the same seed and engine give the same report. */
export function simulateYear(seed: number, engine: Engine): YearReport {
  return new SimulatedYear(seed, engine).run();
}

class SimulatedYear {
  private readonly random: Random;
  private readonly office: Office;
  private readonly agenda = new Agenda<Task>();
  private readonly issues: SimulatedIssue[] = [];
  private readonly vacant = new Set<string>();
  private readonly posts: Posts = { isVacant: (unit, recipient) => this.vacant.has(`${unit}:${recipient}`) };
  /** Instants until which a scheduler, the database, or the engine (stopped by a jump) is away. */
  private readonly schedulersUp = [0, 0, 0];
  private databaseUp = 0;
  private clockJump = { until: 0, by: 0 };
  private readonly away: { from: number; to: number }[] = [];
  private nextTransaction: FaultKind | null = null;
  private nextCommand: FaultKind | null = null;
  private key = 0;
  private readonly report: YearReport = {
    issues: 0,
    steps: 0,
    commands: 0,
    refused: 0,
    escalations: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    reminders: 0,
    faults: {},
    violations: [],
  };

  constructor(
    seed: number,
    private readonly engine: Engine,
  ) {
    this.random = randomFrom(seed);
    this.office = new Office(this.random, 2026 + below(this.random, 30));
  }

  run(): YearReport {
    const start = instantAt(dayNumber(`${this.office.year}-01-01`));
    const turn = instantAt(dayNumber(`${this.office.year + 1}-01-01`));
    for (let i = 0; i < ISSUES_A_YEAR; i++) {
      const pace = happens(this.random, 0.35) ? 8 * DAY_MS : 1.5 * DAY_MS;
      const issue = new SimulatedIssue(i + 1, pace);
      this.issues.push(issue);
      this.agenda.add({ at: start + this.random() * (turn - start), kind: "move", issue });
    }
    for (let i = 0; i < FAULTS_A_YEAR; i++) {
      this.agenda.add({
        at: start + this.random() * (turn - start),
        kind: "fault",
        fault: oneOf(this.random, FAULT_KINDS),
      });
    }
    this.agenda.add({
      at: turn - (20 + below(this.random, 40)) * DAY_MS,
      kind: "fault",
      fault: "notice_loaded",
    });
    this.agenda.add({ at: turn, kind: "new_year" });
    const end = turn + AFTERMATH_DAYS * DAY_MS;
    for (let task = this.agenda.next(); task && task.at <= end; task = this.agenda.next()) this.perform(task);
    for (const issue of this.issues) {
      this.judge(issue, [...issue.check(this.office, end, this.excuse), ...issue.replay()], end);
    }
    this.report.issues = this.issues.length;
    return this.report;
  }

  private perform(task: Task): void {
    this.report.steps += 1;
    const now = Math.floor(task.at);
    switch (task.kind) {
      case "move":
        this.move(task.issue, now);
        break;
      case "sweep":
        this.sweep(task, now);
        break;
      case "fault":
        this.fault(task.fault, now);
        break;
      case "new_year":
        this.office.load(now);
        this.recalculateAll(now);
        break;
    }
  }

  /** Somebody does something; a client whose answer was lost sends again with the same key. */
  private move(issue: SimulatedIssue, now: number): void {
    issue.movesLeft -= 1;
    const isAway = now < this.databaseUp || now < this.clockJump.until;
    const move = isAway ? null : drawMove(this.random, issue.facts, now);
    if (move) {
      this.key += 1;
      const key = String(this.key);
      const planted = this.nextCommand;
      this.nextCommand = null;
      const before = issue.log.length;
      const crashed = planted === "command_crashed";
      if (!crashed) this.command(issue, move, key, now);
      const after = issue.log.length;
      if (planted !== null) this.command(issue, move, key, now + 1);
      if (!crashed && issue.log.length !== after)
        this.judge(issue, [`sent twice, done twice (${before})`], now);
    }
    if (issue.movesLeft <= 0 || (issue.facts.state === "closed" && happens(this.random, 0.3))) return;
    const delay = -Math.log(1 - this.random()) * issue.pace;
    this.agenda.add({ at: now + 60 * SECOND_MS + delay, kind: "move", issue });
  }

  private command(issue: SimulatedIssue, move: Move, key: string, now: number): void {
    if (issue.answered.has(key)) return;
    this.report.commands += 1;
    const { calendar, book } = this.office;
    const by = actorOf(move.who, issue.facts);
    const decided = decideIssue(issue.facts, move.command, by, { now, policies: book, calendar });
    issue.answered.set(key, decided.ok ? "done" : decided.error.code);
    if (!decided.ok) {
      this.report.refused += 1;
      return;
    }
    this.append(issue, decided.value, now);
    for (const event of decided.value) {
      if (event.kind === "issue.level_decided") this.report.escalations[event.payload.level] += 1;
    }
    this.settle(issue, now);
  }

  /** A scheduler that is up takes the due issue; one that dies leaves it to the next. */
  private sweep(task: Extract<Task, { kind: "sweep" }>, now: number): void {
    const { issue } = task;
    if (issue.wake !== task.wake) return;
    const back = this.backAt(now);
    if (back > now) {
      this.agenda.add({ ...task, at: back + this.jitter() });
      return;
    }
    const planted = this.nextTransaction;
    this.nextTransaction = null;
    if (planted === "two_at_once") {
      const seen = issue.facts;
      this.transaction(issue, issue.facts, now, null);
      this.transaction(issue, this.engine.claims ? issue.facts : seen, now, null);
    } else if (planted !== null) {
      this.transaction(issue, issue.facts, now, planted);
      this.agenda.add({ ...task, wake: issue.wake ?? task.wake, at: now + this.jitter() });
      if (planted === "crash_in_transaction") {
        this.judge(issue, issue.check(this.office, now, this.excuse), now);
        return;
      }
    } else this.transaction(issue, issue.facts, now, null);
    this.settle(issue, now);
  }

  /** One claim: lapses, then levels, then one commit of events and notices together. */
  private transaction(issue: SimulatedIssue, seen: IssueFacts, now: number, planted: FaultKind | null): void {
    const { calendar, book } = this.office;
    const clock = now < this.clockJump.until ? now + this.clockJump.by : now;
    let facts = seen;
    const events: IssueEvent[] = [];
    for (const command of lapsesDue(this.engine.rows(issue.id, facts, book, calendar), clock)) {
      const decided = decideIssue(facts, command, actorOf("system", facts), {
        now: clock,
        policies: book,
        calendar,
      });
      if (!decided.ok) continue;
      events.push(...decided.value);
      for (const event of decided.value) facts = this.engine.apply(facts, event);
    }
    const decisions = this.engine.due(facts, book, calendar, clock);
    const raised = escalationEvents(decisions, clock);
    const notices = decisions.map((decision) => this.noticesOf(decision, facts));
    const isCrash = planted === "crash_in_transaction";
    if (isCrash && this.engine.noticesInTransaction) return;
    raised.forEach((event, i) => {
      if (event.kind === "issue.escalated" || event.kind === "issue.gate_opened")
        issue.notices.set(keyOf(event), notices[i]!);
    });
    if (isCrash) return;
    // What happened at a jumped clock is judged by the true one.
    this.append(
      issue,
      [...events, ...raised].map((event) => ({ ...event, at: now })),
      now,
    );
    for (const decision of decisions) {
      if (decision.ladder === "main") this.report.escalations[decision.level] += 1;
      else this.report.reminders += 1;
    }
  }

  private noticesOf(decision: EscalationDecision, facts: IssueFacts): string[] {
    const unit = facts.lead?.departmentId ?? 0;
    return [...decision.tells, ...decision.copies].flatMap((recipient) => {
      const holder = this.engine.tell(this.posts, unit, recipient);
      return holder === null ? [] : [holder];
    });
  }

  private append(issue: SimulatedIssue, events: readonly IssueEvent[], now: number): void {
    for (const event of events) {
      this.judge(issue, issue.append(event, this.engine, this.office, this.posts, this.excuse), now);
    }
  }

  /** After a step: judge the issue and put its next wake-up on the agenda. */
  private settle(issue: SimulatedIssue, now: number): void {
    this.judge(issue, issue.check(this.office, now, this.excuse), now);
    if (happens(this.random, 0.002)) this.judge(issue, issue.replay(), now);
    issue.wake = wakeAt(this.engine.rows(issue.id, issue.facts, this.office.book, this.office.calendar));
    if (issue.wake === null) return;
    this.agenda.add({
      at: Math.max(now, issue.wake + 1) + this.jitter(),
      kind: "sweep",
      issue,
      wake: issue.wake,
      attempt: 0,
    });
  }

  private fault(fault: FaultKind, now: number): void {
    this.report.faults[fault] = (this.report.faults[fault] ?? 0) + 1;
    switch (fault) {
      case "scheduler_killed":
        this.schedulersUp[below(this.random, 3)] = now + (5 + below(this.random, 300)) * SECOND_MS;
        this.noteAway(now);
        break;
      case "outage":
        this.schedulersUp.fill(now + this.random() * 72 * HOUR_MS);
        this.noteAway(now);
        break;
      case "database_down":
        this.databaseUp = now + this.random() * 2 * HOUR_MS;
        this.noteAway(now);
        break;
      case "clock_jump":
        this.clockJump = {
          until: now + (0.2 + this.random()) * 8 * HOUR_MS,
          by: (this.random() * 6 - 2.5) * DAY_MS,
        };
        this.away.push({ from: now, to: this.clockJump.until });
        if (!this.engine.watchesClock)
          for (const issue of this.issues) if (issue.log.length > 0) this.settle(issue, now);
        if (!this.engine.watchesClock) this.wakeAll(now);
        break;
      case "post_vacant":
        this.turnPost();
        break;
      case "policy_changed":
        this.office.changePolicy(now);
        break;
      case "calendar_corrected":
        this.office.correctCalendar(now);
        this.recalculateAll(now);
        break;
      case "notice_loaded":
        this.office.announceNextYear(now);
        this.recalculateAll(now);
        break;
      case "crash_in_transaction":
      case "crash_after_commit":
      case "two_at_once":
        this.nextTransaction = fault;
        break;
      default:
        this.nextCommand = fault;
    }
  }

  private turnPost(): void {
    const post = `${1 + below(this.random, SIMULATED_UNITS.length)}:${oneOf(this.random, ["unit_handler", "unit_liaison", "unit_deputy_head", "unit_head"])}`;
    if (!this.vacant.delete(post)) this.vacant.add(post);
  }

  private recalculateAll(now: number): void {
    for (const issue of this.issues) {
      if (issue.log.length === 0) continue;
      issue.recalculate(now);
      this.settle(issue, now);
    }
  }

  /** An engine that does not notice a jumped clock sweeps by it. */
  private wakeAll(now: number): void {
    for (const issue of this.issues) {
      if (issue.wake === null || issue.wake >= now + this.clockJump.by) continue;
      this.agenda.add({ at: now + this.jitter(), kind: "sweep", issue, wake: issue.wake, attempt: 0 });
    }
  }

  /** From when on a sweep can run: database and one scheduler up, clock believed. */
  private backAt(now: number): number {
    const stopped = this.engine.watchesClock ? this.clockJump.until : 0;
    return Math.max(now, this.databaseUp, stopped, Math.min(...this.schedulersUp));
  }

  private noteAway(now: number): void {
    const to = Math.max(this.databaseUp, Math.min(...this.schedulersUp));
    if (to > now) this.away.push({ from: now, to });
  }

  private readonly excuse = (at: number, now: number): boolean => {
    let back = at;
    for (const { from, to } of this.away) if (from <= back + 60 * SECOND_MS && to > back) back = to;
    return now <= back + 60 * SECOND_MS;
  };

  private judge(issue: SimulatedIssue, faults: readonly string[], now: number): void {
    for (const fault of faults) {
      if (this.report.violations.length < 50)
        this.report.violations.push(`issue ${issue.id} at ${now}: ${fault}`);
    }
  }

  private jitter(): number {
    return (1 + below(this.random, 25)) * SECOND_MS;
  }
}
