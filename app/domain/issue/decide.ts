import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type ActorFacts, CLASS_ROLES, eventActor, isOfClass } from "./actors.ts";
import type { CommandKind, CommandOf, IssueCommand } from "./commands.ts";
import type { IssueEvent } from "./events.ts";
import type { IssueFacts } from "./facts.ts";
import type { DecideContext, Rule } from "./rules/rule.ts";
import { COMMAND_KINDS, placeOf, rowsOf } from "./transitions.ts";

/**
 * Decides a command on an issue: the events to append (all at `context.now`), or why it is refused. Checks in this
 * order: could the role ever give it (`issue.not_your_role`), does the state allow it (`issue.already_closed`,
 * `issue.illegal_transition`), does the actor stand in the right relation (`issue.not_your_role`), then the row's own
 * guards. Pure: the same facts, command, actor and context give the same events.
 */
export function decideIssue(
  facts: IssueFacts,
  command: IssueCommand,
  by: ActorFacts,
  context: DecideContext,
): Result<IssueEvent[]> {
  const rows = rowsOf(command.kind);
  const able = rows.filter((row) => couldBe(row, by));
  if (able.length === 0) return refuse("issue.not_your_role", { command: command.kind });
  const place = placeOf(facts);
  const here = able.filter((row) => row.from.includes(place));
  if (here.length === 0) return refuseState(facts, command.kind);
  const mine = here.find((row) => row.by.some((quality) => isOfClass(facts, by, quality, context.now)));
  if (!mine) return refuse("issue.not_your_role", { command: command.kind });
  const decided = mine.decide(facts, command as CommandOf<CommandKind>, by, context);
  if (!decided.ok) return decided;
  const actor = eventActor(by.actor);
  return ok(decided.value.map((event) => ({ ...event, version: 1, actor, at: context.now }) as IssueEvent));
}

/** Commands the table allows this actor in this state; row guards may still refuse. For buttons, never for safety. */
export function commandsFor(facts: IssueFacts, by: ActorFacts, now: number): CommandKind[] {
  const place = placeOf(facts);
  return COMMAND_KINDS.filter((command) =>
    rowsOf(command).some(
      (row) => row.from.includes(place) && row.by.some((quality) => isOfClass(facts, by, quality, now)),
    ),
  );
}

function couldBe(row: Rule, by: ActorFacts): boolean {
  const role = eventActor(by.actor).role;
  return row.by.some((quality) => CLASS_ROLES[quality].includes(role));
}

function refuseState(facts: IssueFacts, command: CommandKind): Result<IssueEvent[]> {
  if (facts.state === "closed") return refuse("issue.already_closed", { closedAs: facts.closing ?? "" });
  return refuse("issue.illegal_transition", { state: facts.state ?? "none", command });
}
