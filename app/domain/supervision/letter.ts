import type { Role } from "#app/domain/access/roles.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { LetterState } from "./states.ts";

/** What may be done with a supervision notice 督办函. */
export const LETTER_COMMANDS = ["edit", "sign", "drop", "receive", "reply"] as const;
export type LetterCommand = (typeof LETTER_COMMANDS)[number];

/** Whose notice it is to sign, and whose to answer. Source: product rules, section 6. */
export const LETTER_SIGNERS: readonly Role[] = ["county_supervisor", "city_supervisor"];
export const LETTER_UNITS: readonly Role[] = ["handler", "department_head"];

/** Where a notice stands: its state, and whether the unit has confirmed its receipt. */
export type LetterFacts = { state: LetterState; isReceived: boolean };

const FROM: Record<LetterCommand, readonly LetterState[]> = {
  edit: ["draft"],
  sign: ["draft"],
  drop: ["draft", "signed"],
  receive: ["signed"],
  reply: ["signed"],
};

/**
 * Whether the command fits the notice: a draft is edited, signed or dropped; only a signed one is received and replied to, and may still
 * be withdrawn. A reply says receipt as well. Refuses with `letter.wrong_state`.
 */
export function decideLetter(facts: LetterFacts, command: LetterCommand): Result<true> {
  const late = command === "receive" && facts.isReceived;
  if (!FROM[command].includes(facts.state) || late)
    return refuse("letter.wrong_state", { state: facts.state, command });
  return ok(true);
}

/** The commands that this role may give to the notice as it stands. */
export function letterCommandsFor(facts: LetterFacts, role: Role): LetterCommand[] {
  const own: readonly LetterCommand[] = LETTER_SIGNERS.includes(role)
    ? ["edit", "sign", "drop"]
    : LETTER_UNITS.includes(role)
      ? ["receive", "reply"]
      : [];
  return own.filter((command) => decideLetter(facts, command).ok);
}
