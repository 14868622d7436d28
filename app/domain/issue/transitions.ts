import type { CommandKind } from "./commands.ts";
import { ANSWERING_RULES } from "./rules/answering.ts";
import { ASIDE_RULES } from "./rules/aside.ts";
import { HANDLING_RULES } from "./rules/handling.ts";
import { INTAKE_RULES } from "./rules/intake.ts";
import { ROUTING_RULES } from "./rules/routing.ts";
import type { From, Rule, Rules } from "./rules/rule.ts";
import { VERDICT_RULES } from "./rules/verdict.ts";

/**
 * The life cycle of an issue as one table: for each command from where, by whom, to where, with which events.
 * Decisions, the state × command × role tests and the diagram all read it. Source: product rules, life cycle.
 */
export const TRANSITIONS: Rules<CommandKind> = {
  ...INTAKE_RULES,
  ...ROUTING_RULES,
  ...HANDLING_RULES,
  ...ANSWERING_RULES,
  ...VERDICT_RULES,
  ...ASIDE_RULES,
};

/** Every command, in the order of the life cycle. */
export const COMMAND_KINDS = Object.keys(TRANSITIONS) as CommandKind[];

/** The rows of one command. */
export function rowsOf(command: CommandKind): readonly Rule[] {
  return TRANSITIONS[command] as unknown as readonly Rule[];
}

/** Where an issue stands, in the table's words. */
export function placeOf(facts: { state: string | null; closing: string | null }): From {
  if (facts.state === null) return "none";
  return (facts.state === "closed" ? `closed:${facts.closing}` : facts.state) as From;
}
