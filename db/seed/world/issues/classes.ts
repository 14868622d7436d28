import { step } from "#app/domain/escalation/step.ts";
import { escalationEvents, ladderFacts, type SameProblem } from "#app/domain/issue/clock-rows.ts";
import { mainClock } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { type Life, type Rules, SWEEP_AFTER_MS } from "./simulate.ts";

type Lived = { plot: { firmId: number }; life: Life; sameProblem?: SameProblem };
type Member = { firmId: number; joinedAt: number };

/**
 * Class issues 共性问题 of the world: issues are lived one by one, but the number of firms with the same category at the same unit opens
 * the gate of all of them. Issues that this may concern are held until every issue has been lived.
 */
export class Classes<Issue extends Lived> {
  private readonly members = new Map<string, Member[]>();
  private readonly held: Issue[] = [];

  constructor(private readonly rules: Rules) {}

  /** Notes an issue's class; true when the issue has to wait for the others. */
  holds(issue: Issue): boolean {
    const { facts } = issue.life;
    if (facts.state === "closed" || facts.lead === null) return false;
    const key = keyOf(issue);
    const member = { firmId: issue.plot.firmId, joinedAt: facts.lead.at };
    this.members.set(key, [...(this.members.get(key) ?? []), member]);
    const clock = mainClock(facts);
    const isOpenTo = clock !== null && clock.gate === "none" && clock.stoodDownAt === null;
    if (isOpenTo) this.held.push(issue);
    return isOpenTo;
  }

  /** The held issues, with their gates open where enough firms had the problem. */
  *settle(): Generator<Issue> {
    for (const issue of this.held) {
      yield this.openGate(issue, firmsSince(this.members.get(keyOf(issue)) ?? [])) ?? issue;
    }
  }

  /** Opens the gate at the instant at which the firm came that made the class large enough; null where there is none to open. */
  private openGate(issue: Issue, since: readonly number[]): Issue | null {
    const { policies, calendar, end } = this.rules;
    const { life } = issue;
    const clock = mainClock(life.facts);
    if (clock === null) return null;
    for (let firms = 1; firms <= since.length; firms++) {
      const sameProblem: SameProblem = { firms, at: Math.max(since[firms - 1]!, clock.startedAt) };
      const at = afterPauses(sameProblem.at!, clock.pauses) + SWEEP_AFTER_MS;
      if (at > end) return null;
      const ladder = { ...ladderFacts(life.facts, clock, policies, calendar, sameProblem), pausedAt: null };
      const decision = step(ladder, policies, calendar, at).find((one) => one.what === "open_gate");
      if (decision === undefined || decision.reason.trigger !== "same_problem") continue;
      const dueAt = at - SWEEP_AFTER_MS;
      const opened = { ...decision, reason: { ...decision.reason, dueAt } };
      const place = life.events.findIndex((event) => event.at > at);
      const index = place === -1 ? life.events.length : place;
      const events = life.events.toSpliced(index, 0, ...escalationEvents([opened], at));
      const raised = [...life.raised, { at, decision: opened, facts: life.facts }].sort(
        (a, b) => a.at - b.at,
      );
      return { ...issue, sameProblem, life: { ...life, events, raised, facts: foldIssue(events) } };
    }
    return null;
  }
}

function keyOf({ life: { facts } }: Lived): string {
  return `${facts.lead?.departmentId}/${facts.categoryCode}`;
}

/** When the first, second … firm came to the class, each firm once. */
function firmsSince(members: readonly Member[]): number[] {
  const first = new Map<number, number>();
  for (const { firmId, joinedAt } of members)
    first.set(firmId, Math.min(joinedAt, first.get(firmId) ?? Number.POSITIVE_INFINITY));
  return [...first.values()].sort((a, b) => a - b);
}

/** Nothing is raised while a clock is paused: the end of the pause, where the instant falls into one; never while it lasts. */
function afterPauses(at: number, pauses: readonly { from: number; to: number | null }[]): number {
  const pause = pauses.find((one) => one.from <= at && at < (one.to ?? Number.POSITIVE_INFINITY));
  return pause === undefined ? at : (pause.to ?? Number.POSITIVE_INFINITY);
}
