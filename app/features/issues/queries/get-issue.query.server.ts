import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { commandsFor } from "#app/domain/issue/decide.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { openAppointment } from "#app/domain/issue/telling/appointment.ts";
import { isTextShownTo } from "#app/domain/issue/telling/texts.ts";
import { isOneOf } from "#app/domain/register/rights.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { rulebookOf } from "#db/views/rulebook.ts";
import { relationOf } from "../execute/load-issue.server.ts";
import { COMMAND_FIELDS, FORM_COMMANDS, type FormCommand } from "../issue.schema.ts";
import { HANDLING_SHEET_READERS } from "../issue-roles.ts";
import { offeredCommands } from "../offered-commands.ts";
import { factsFor, isShownTo, type Side, sideOf } from "../sides.ts";
import type { IssuePage, TimelineStep } from "./issue-page.ts";
import { readClocks } from "./read-clocks.server.ts";
import { type LoggedStep, type PageRows, readPageRows } from "./read-issue-page.server.ts";

/** One issue in the actor's scope; refuses with `common.not_found`. */
export async function getIssue(ctx: Ctx, issueId: number): Promise<Result<IssuePage>> {
  const now = await ctx.clock.now();
  const rows = await readPageRows(ctx, issueId, now);
  if (rows === null) return refuse("common.not_found", {});
  const rulebook = await rulebookOf(ctx.db, rows.stamp, now);
  const { actor } = ctx;
  const facts = foldIssue(
    rows.log.map((step) => step.event),
    NO_ISSUE,
  );
  const { head, parties, known } = rows;
  const side = sideOf(actor);
  const own = known && side !== "unit" ? parties : null;
  const by = relationOf(actor, parties, rows.conflicted, rows.delegated);
  const givable: readonly string[] = commandsFor(facts, by, Date.parse(now));
  const allowed = FORM_COMMANDS.filter((command) =>
    givable.includes(command === "accept_and_transfer" ? "accept" : command),
  );
  const commands = offeredCommands(allowed, facts);
  const appointment = openAppointment(
    rows.log.map((step) => step.event),
    civilDayOf(now),
  );
  const units = new Map(rows.log.flatMap((step) => [...step.units]));
  return ok({
    issueId,
    number: head.number,
    title: own?.title || head.title,
    wording: head.wording,
    words: known && parties ? parties.words : null,
    state: facts.state ?? "submitted",
    closing: facts.closing,
    version: facts.version,
    round: facts.round,
    level: facts.level,
    gateOpen: facts.clocks.some((span) => span.gate === "open" && span.endedAt === null),
    severity: facts.severity,
    type: facts.type,
    confidentiality: facts.confidentiality,
    raiserKind: facts.raiserKind,
    category: facts.categoryCode
      ? {
          categoryCode: facts.categoryCode,
          name: head.categoryName ?? "",
          nameEn: head.categoryNameEn ?? "",
        }
      : null,
    county: head.county,
    transferredTo: facts.lead === null ? facts.transferredTo : null,
    lead: facts.lead ? { departmentId: facts.lead.departmentId, name: head.lead ?? "" } : null,
    coHandlers: facts.coHandlers.map((unit) => units.get(unit.departmentId) ?? ""),
    firm:
      known && parties && head.firm
        ? { firmId: parties.firmId, name: head.firm, hasPage: opensFirms(actor) }
        : null,
    shielded: known && head.firm ? null : { pseudonym: head.pseudonym, sectorGroup: head.sectorGroup },
    deputy:
      known && head.deputy && parties?.deputyId ? { deputyId: parties.deputyId, name: head.deputy } : null,
    contactId: own?.contactId ?? null,
    submittedAt: new Date(facts.submittedAt).toISOString(),
    clocks: readClocks(facts, rulebook, Date.parse(now)),
    steps: stepsFor(rows, side),
    answers: rows.answers,
    appointment: appointment && {
      meetOn: appointment.meetOn,
      meetAt: appointment.meetAt,
      words: rows.texts.get(`issue.contact_recorded ${appointment.at}`) ?? "",
    },
    hasLetters: rows.oversight.hasLetters,
    matter: rows.oversight.matter,
    verdicts: rows.verdicts,
    files: rows.files,
    earlier: rows.earlier,
    hasSheet: actor.kind === "person" && isOneOf(HANDLING_SHEET_READERS, actor.role),
    commands,
    fields: Object.fromEntries(commands.map((command) => [command, fieldsOf(command, appointment !== null)])),
  });
}

/** What the command's form asks for: an answer to an appointment only where one waits, files only with what is relayed. */
function fieldsOf(command: FormCommand, isMeeting: boolean): string[] {
  const names = Object.keys(COMMAND_FIELDS[command]);
  if (command === "record_contact") return [...names, "photo"];
  return isMeeting ? names : names.filter((name) => name !== "meeting");
}

/** Units and representatives have no register of firms. */
function opensFirms(actor: Actor): boolean {
  return sideOf(actor) !== "unit" && !(actor.kind === "person" && actor.role === "firm_representative");
}

/** The unit a step names. */
function unitOf({ event, units }: LoggedStep): string | null {
  const payload = event.payload as { departmentId?: number; proposedDepartmentId?: number | null };
  return units.get(payload.departmentId ?? payload.proposedDepartmentId ?? 0) ?? null;
}

/** The timeline of one side, newest first; a firm reads offices, not the names of people in them. */
function stepsFor({ log, texts, files }: PageRows, side: Side): TimelineStep[] {
  let version = 0;
  const steps: TimelineStep[] = [];
  for (const [key, step] of log.entries()) {
    const { event, by } = step;
    if (event.kind !== "issue.escalated" && event.kind !== "issue.gate_opened") version += 1;
    if (!isShownTo(event.kind, side)) continue;
    steps.push({
      key,
      version,
      kind: event.kind,
      at: new Date(event.at).toISOString(),
      role: event.actor.role,
      by: side === "firm" ? null : by,
      payload: factsFor(event, side),
      unit: unitOf(step),
      words: wordsOf(event, side, texts),
      internal: side !== "firm" && isInternal(event, texts),
      files: sentWith(event, files),
    });
  }
  return steps.reverse();
}

/** Names of the files that a unit sent with its message. */
function sentWith(event: IssueEvent, files: IssuePage["files"]): string[] {
  const sent = event.kind === "issue.contact_recorded" ? (event.payload.fileIds ?? []) : [];
  return files.flatMap((file) => (sent.includes(file.fileId) ? [file.name ?? file.fileId.slice(0, 8)] : []));
}

function wordsOf(event: IssueEvent, side: Side, texts: Map<string, string>): string | null {
  const body = texts.get(`${event.kind} ${event.at}`);
  if (body === undefined) return null;
  return isTextShownTo(event as Parameters<typeof isTextShownTo>[0], side) ? body : null;
}

/** The firm reads neither that it happened nor, where words came with it, what was said. */
function isInternal(event: IssueEvent, texts: Map<string, string>): boolean {
  return (
    !isShownTo(event.kind, "firm") ||
    (texts.has(`${event.kind} ${event.at}`) && wordsOf(event, "firm", texts) === null)
  );
}
