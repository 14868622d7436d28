import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import type { SameProblem } from "#app/domain/issue/clock-rows.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import { Classes } from "./classes.ts";
import { findPeople, type People } from "./people.ts";
import { makePace, type Plot } from "./plot.ts";
import { makePlots } from "./plots.ts";
import { type Act, type Life, live, type Rules, StoryRefused } from "./simulate.ts";
import { tell } from "./story.ts";

/** An issue with all that happened to it; `sameProblem` where the firms of its class opened its gate. */
export type LivedIssue = { plot: Plot; life: Life; sameProblem?: SameProblem };

/** Tries to reach the ending that was meant, by dates the domain allows; then the issue stays as it came out. */
const TRIES = 6;

/**
 * Lives all issues of a world, one after the other in the order of their keys; those whose gate the other firms of their class may open
 * come last, when all classes are known.
 */
export function* liveIssues(world: World): Generator<LivedIssue> {
  const people = findPeople(world);
  const rules = rulesOf(world);
  const closedAt = new Map<number, number>();
  const classes = new Classes<LivedIssue>(rules);
  for (const plot of makePlots(world, people, closedAt)) {
    const life = liveOne(world, people, rules, plot);
    if (life.facts.closedAt !== null) closedAt.set(plot.issueId, life.facts.closedAt);
    const issue = { plot, life };
    if (!classes.holds(issue)) yield issue;
  }
  yield* classes.settle();
}

/**
 * The commands with their instants and actors that make an issue what it is: given to the application one by one, with the sweep
 * running between them, they must lead to the same log.
 */
export function commandsOf(issue: LivedIssue): readonly Act[] {
  return issue.life.acts;
}

/** The rules that hold from the first day: shipped deadlines and ladder on the shipped calendar. */
export function rulesOf(world: World): Rules {
  const policies = { deadlines: [DEFAULT_DEADLINE_POLICY], ladders: [DEFAULT_LADDER_POLICY] };
  return { calendar: world.calendar, policies, end: world.end };
}

function liveOne(world: World, people: People, rules: Rules, plot: Plot): Life {
  let life: Life | null = null;
  let refusal: unknown;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const drawn = world.draft.random.fork(`issue-${plot.issueId}-${attempt}`);
    const random = "cast" in plot ? withoutSurprises(drawn) : drawn;
    try {
      life = live(plot.issueId, tell(plot, people, makePace(random, rules)), rules);
    } catch (error) {
      if (!(error instanceof StoryRefused)) throw error;
      refusal = error;
      continue;
    }
    if (plot.ending !== "closed" || life.facts.state === "closed") return life;
  }
  if (life === null) throw refusal;
  return life;
}

/** Nothing unlikely happens to the cast. */
function withoutSurprises(random: Random): Random {
  return { ...random, chance: () => false };
}
