import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import {
  COMMAND_FIELDS,
  commandSchema,
  FORM_COMMANDS,
  type FormCommand,
  type FormOf,
} from "#app/features/issues/issue.schema.ts";
import type { NewIssue } from "#app/features/issues/raise-issue.command.server.ts";
import type { Office, PersonName } from "#tests/support/office.ts";
import type { Caller } from "#tests/support/served-office.ts";
import type { Typed } from "./ways.ts";

const WHO: Partial<Record<Caller, PersonName>> = {
  firm_representative: "firm",
  deputy: "deputy",
  station_clerk: "clerk",
  county_supervisor: "county",
  city_supervisor: "city",
  county_dispatcher: "dispatcher",
  handler: "handler",
  department_head: "head",
  other_handler: "otherHandler",
};
/** What the forms are filled with before anybody types. */
const USUAL: Typed = { severity: "ordinary", type: "ordinary", to: "county", consentedOn: "2026-11-24" };

/** The version an issue has now. */
export async function versionOf(office: Office, issueId: number): Promise<number> {
  const [row] = await office.owner<
    { version: number }[]
  >`select version from issues where issue_id = ${issueId}`;
  return row!.version;
}

/** A form as it would be typed, ready to be sent straight to its command, as often as one likes, with one key. */
export async function readyForm(
  office: Office,
  caller: Caller,
  issueId: number,
  kind: FormCommand,
  typed: Typed,
) {
  const command = FORM_COMMANDS.find((one) => one === kind)!;
  const names = Object.keys(COMMAND_FIELDS[command]);
  const version = await versionOf(office, issueId);
  const all: Record<string, unknown> = Object.fromEntries(
    Object.entries({ ...USUAL, ...typed }).filter(([name]) => names.includes(name)),
  );
  if (typeof all.coHandlers === "string") all.coHandlers = [all.coHandlers];
  const parsed = commandSchema(command).parse({ command, version: String(version), ...all });
  const { command: _command, version: _version, ...form } = parsed as Record<string, unknown>;
  const on = { key: crypto.randomUUID(), issueId, version };
  const ctx = office.ctx(WHO[caller]!);
  return () => giveCommand(ctx, on, command, form as FormOf<FormCommand> as never);
}

/** What the firm types on the form that raises an issue. */
export function newIssue(
  office: Office,
  title: string,
  confidentiality: NewIssue["confidentiality"],
): NewIssue {
  const words = `${title}，请帮忙协调。`;
  const about = { firmId: office.firms.shop, deputyId: null, contactId: null, categoryCode: null };
  return { ...about, title, words, confidentiality, severity: "ordinary" };
}
