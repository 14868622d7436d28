import type { CommandKind } from "#app/domain/issue/commands.ts";
import { COMMAND_KINDS, rowsOf } from "#app/domain/issue/transitions.ts";
import type { FormCommand } from "#app/features/issues/issue.schema.ts";
import type { Office } from "#tests/support/office.ts";
import type { Caller } from "#tests/support/served-office.ts";

/** Every way the life cycle's table knows, as "command#row → place": derived, so that a new one can't be forgotten. */
export const WAYS = COMMAND_KINDS.flatMap((command) =>
  rowsOf(command).flatMap((row, index) => row.to.map((to) => `${command}#${index} → ${to}`)),
);

/** What was typed into the fields of a form; true ticks a box. */
export type Typed = Record<string, string | true>;

/** How somebody drives issues: in a browser, or straight at the commands. Each way an issue takes is kept in `driven`. */
export type Driver = {
  office: Office;
  driven: Set<string>;
  raise: (title: string, confidentiality: "open" | "shielded") => Promise<number>;
  /** Gives the command; true when it was driven as this driver promises, false when it was only brought about. */
  give: (caller: Caller, issueId: number, command: FormCommand, typed: Typed) => Promise<boolean>;
  /** Moves the clock by so many milliseconds and lets the system do what is due. */
  later: (ms: number) => Promise<void>;
};

/** The way that a command took from one place to the next; `row` where several rows start at the same place. */
export function wayOf(command: CommandKind, from: string, to: string, row?: number): string {
  const index = row ?? rowsOf(command).findIndex((one) => (one.from as readonly string[]).includes(from));
  const ends = (rowsOf(command)[index]?.to ?? []) as readonly string[];
  return `${command}#${index} → ${ends.includes(to) && (to !== from || !ends.includes("same")) ? to : "same"}`;
}
