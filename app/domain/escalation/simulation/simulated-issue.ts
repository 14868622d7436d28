import { rungsOf } from "#app/domain/escalation/policy.ts";
import { chainBelow } from "#app/domain/escalation/step.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { AFTER_CLOSING } from "#app/domain/issue/fold/clocks.ts";
import { type Engine, holderOfPost, type Posts } from "./engine.ts";
import type { Office } from "./office.ts";
import { Shadow } from "./shadow.ts";

/** The figure of the guarantee: a level is reached at most this long after it is due. Source: product rules, section 6. */
export const LATEST_MS = 60_000;

/** Says whether nobody could act on something due at `at` until `now`: outage, stopped engine. */
export type Excuse = (at: number, now: number) => boolean;

/** One issue in the simulated store: its log, the engine's facts, the notices sent, and the judge beside it. */
export class SimulatedIssue {
  log: IssueEvent[] = [];
  facts: IssueFacts = NO_ISSUE;
  readonly notices = new Map<string, string[]>();
  readonly keys = new Set<string>();
  readonly answered = new Map<string, string>();
  wake: number | null = null;
  movesLeft = 60;
  private readonly shadow = new Shadow();

  constructor(
    readonly id: number,
    /** How long people take over the next move, in ms on average. */
    readonly pace: number,
  ) {}

  /** Stores an event and judges it: a level early, twice, while silent, or without its notices is a violation. */
  append(event: IssueEvent, engine: Engine, office: Office, posts: Posts, excuse: Excuse): string[] {
    const faults =
      event.kind === "issue.escalated" || event.kind === "issue.gate_opened"
        ? this.judge(event, office, posts, excuse)
        : [];
    this.log.push(event);
    this.facts = engine.apply(this.facts, event);
    this.shadow.apply(event, office.plain);
    return faults;
  }

  /** A new calendar: expectations are counted anew. */
  recalculate(now: number): void {
    this.shadow.recalculate(now);
  }

  /** What must hold after every step at `now`: nothing due is missing, clocks fit the state. */
  check(office: Office, now: number, excuse: Excuse): string[] {
    const faults: string[] = [];
    for (const expected of this.shadow.pending(office.plain, office.book)) {
      if (now > expected.since + LATEST_MS && !excuse(expected.since, now))
        faults.push(`missed level ${expected.level}`);
    }
    let running = 0;
    for (const span of this.facts.clocks) {
      if (span.endedAt !== null) continue;
      if (span.ladder === "main") running += 1;
      if (this.facts.state === "closed" && !AFTER_CLOSING.includes(span.kind))
        faults.push(`closed, yet ${span.kind} runs`);
    }
    const state = this.facts.state;
    const wanted = state === "dispatched" || state === "handling" || state === "promised" ? 1 : 0;
    if (running !== wanted) faults.push(`${running} main clocks in ${state}`);
    if (this.keys.size !== this.notices.size) faults.push("events and notices differ");
    return faults;
  }

  /** The state equals the replay of the log, and every notice has its event and the other way round. */
  replay(): string[] {
    const faults: string[] = [];
    if (JSON.stringify(foldIssue(this.log)) !== JSON.stringify(this.facts)) faults.push("replay differs");
    for (const key of this.notices.keys())
      if (!this.keys.has(key)) faults.push(`notice without event ${key}`);
    for (const key of this.keys) if (!this.notices.has(key)) faults.push(`event without notice ${key}`);
    return faults;
  }

  private judge(
    event: Extract<IssueEvent, { kind: "issue.escalated" | "issue.gate_opened" }>,
    office: Office,
    posts: Posts,
    excuse: Excuse,
  ): string[] {
    const { ladder, episode, level } = event.payload;
    const key = keyOf(event);
    const faults: string[] = [];
    if (this.keys.has(key)) faults.push(`twice ${key}`);
    this.keys.add(key);
    if (!this.areTold(key, ladder, episode, level, office, posts))
      faults.push(`not everybody told of ${key}`);
    if (ladder !== "main") {
      const span = this.facts.clocks.find((one) => one.ladder === ladder && one.episode === episode);
      if (!span || span.endedAt !== null) faults.push(`reminder after the end ${key}`);
      else if (span.pauses.some((pause) => pause.to === null)) faults.push(`reminder while paused ${key}`);
      else if (event.at <= event.payload.reason.dueAt) faults.push(`early reminder ${key}`);
      return faults;
    }
    if (this.shadow.isSilent) return [...faults, `raised while silent ${key}`];
    const expected = this.shadow.pending(office.plain, office.book).find((one) => one.level === level);
    if (!expected) faults.push(`unexpected ${key}`);
    else if (event.at <= expected.from) faults.push(`early ${key}`);
    else if (event.at > expected.since + LATEST_MS && !excuse(expected.since, event.at))
      faults.push(`late ${key}`);
    if (this.shadow.main?.episode !== episode) faults.push(`wrong episode ${key}`);
    if (expected?.isGate && this.shadow.main) this.shadow.main.gate = true;
    else this.shadow.main?.reached.add(level);
    return faults;
  }

  /** Whether everybody the rung names, and the chain below in copy, has a notice in the hand that holds the post. */
  private areTold(
    key: string,
    ladder: Parameters<typeof rungsOf>[1],
    episode: number,
    level: number,
    office: Office,
    posts: Posts,
  ): boolean {
    const span = this.facts.clocks.find((one) => one.ladder === ladder && one.episode === episode);
    if (!span) return false;
    const scope = { ...this.facts, unitKind: this.facts.lead?.unitKind ?? null };
    const rungs = rungsOf(office.book.ladders, ladder, scope, span.startedAt);
    const rung = rungs.find((one) => one.level === level);
    if (!rung) return false;
    const told = this.notices.get(key) ?? [];
    const unit = this.facts.lead?.departmentId ?? 0;
    return [...rung.tells, ...chainBelow(rungs, rung)].every((recipient) =>
      told.includes(holderOfPost(posts, unit, recipient)),
    );
  }
}

/** The unique key of an escalation within its issue. */
export function keyOf(event: { payload: { ladder: string; episode: number; level: number } }): string {
  return `${event.payload.ladder}:${event.payload.episode}:${event.payload.level}`;
}
