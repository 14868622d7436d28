import { dayOf, yearOf } from "#app/domain/calendar/civil-day.ts";
import { clockRows } from "#app/domain/issue/clock-rows.ts";
import { issueColumns } from "#app/domain/issue/columns.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { pseudonymOf } from "#app/platform/pseudonym.ts";
import type { issues } from "#db/schema/issues.ts";
import { SECTORS } from "#db/seed/reference/sectors.ts";
import { contactId } from "../contact-rows.ts";
import { instantText } from "../draft.ts";
import type { RowOf } from "../rows.ts";
import type { World } from "../world.ts";
import { besideRows } from "./beside-rows.ts";
import type { IssueRows, Keys } from "./issue-tables.ts";
import type { LivedIssue } from "./lives.ts";
import type { Teller } from "./notice-rows.ts";
import type { Rules } from "./simulate.ts";

const GROUP_OF_SECTOR = new Map(SECTORS.map((sector) => [sector.sectorCode, sector.groupCode]));

const iso = (at: number | null): string | null => (at === null ? null : instantText(at));

/** Adds the rows of one issue, folded from its log by the domain as commands fold them. */
export function addIssueRows(
  rows: IssueRows,
  keys: Keys,
  world: World,
  rules: Rules,
  teller: Teller,
  issue: LivedIssue,
): void {
  const { plot, life, sameProblem } = issue;
  const { facts } = life;
  const derived = clockRows(plot.issueId, facts, rules.policies, rules.calendar);
  const { closedAt, answeredAt, pausedAt, nextDueAt, ...columns } = issueColumns(facts, derived);
  const accepted = life.events.some((event) => event.kind === "issue.accepted");
  const shows = accepted || plot.chosen === "open";
  rows.issues.push({
    issueId: plot.issueId,
    number: `YC${yearOf(dayOf(plot.submittedAt))}-${String(plot.issueId).padStart(6, "0")}`,
    ...columns,
    notSolved: facts.notSolved,
    countyCode: plot.countyCode,
    raiserKind: plot.raiserKind,
    pseudonym: pseudonymOf(world.pseudonymKey, `firm ${plot.firmId}`),
    sectorGroup: GROUP_OF_SECTOR.get(world.firms.rows[plot.firmId - 1]?.sectorCode ?? "") ?? null,
    title: shows ? plot.title : "",
    wording: accepted ? plot.wording : shows ? plot.words : "",
    firstSpokenAt: instantText(facts.firstSpokenAt),
    submittedAt: instantText(plot.submittedAt),
    ...stepInstants(life.events),
    closedAt: iso(closedAt),
    answeredAt: iso(answeredAt),
    pausedAt: iso(pausedAt),
    nextDueAt: iso(nextDueAt),
    version: facts.version,
  });
  const contact = plot.contactNo === null ? undefined : world.contacts[plot.contactNo - 1];
  const raiser = plot.raiser.actor;
  rows.parties.push({
    issueId: plot.issueId,
    confidentiality: facts.confidentiality,
    firmId: plot.firmId,
    deputyId: plot.deputyId,
    townshipCode: plot.townshipCode,
    contactId: contact === undefined ? null : contactId(contact),
    raisedBy: raiser.kind === "person" ? raiser.userId : null,
    title: plot.title,
    words: plot.words,
  });
  for (const event of life.events) {
    rows.events.push({
      eventId: keys.events++,
      subjectKind: "issue",
      subjectId: plot.issueId,
      kind: event.kind,
      eventVersion: event.version,
      payload: event.payload,
      actorUserId: event.actor.userId,
      actorRole: event.actor.role,
      at: instantText(event.at),
    });
  }
  besideRows(rows, keys, world, issue);
  const clockIds = new Map<string, number>();
  derived.forEach((row, index) => {
    const clockId = keys.clocks++;
    clockIds.set(`${row.ladder}/${row.episode}`, clockId);
    rows.clocks.push({
      clockId,
      issueId: plot.issueId,
      subjectKind: row.subjectKind,
      subjectId: row.subjectId,
      kind: row.kind,
      ladder: row.ladder,
      episode: row.episode,
      ownerParty: row.owner.party,
      ownerDepartmentId: row.owner.departmentId,
      ownerCountyCode: facts.countyCode,
      policyVersion: row.policyVersion,
      startedAt: instantText(row.startedAt),
      dueAt: instantText(row.dueAt),
      provisional: row.provisional,
      pausedAt: iso(row.pausedAt),
      endedAt: iso(row.endedAt),
      level: row.level,
      allowanceMs: row.allowanceMs,
      workingDays: row.workingDays,
      reached: [...row.reached],
      gate: facts.clocks[index]?.gate ?? "none",
      stoodDownAt: iso(row.stoodDownAt),
      nextDueAt: iso(row.nextDueAt),
      nextLevel: row.nextLevel,
      lapse: row.lapse,
      lapseAt: iso(row.lapseAt),
      ...(row.ladder === "main" && row.endedAt === null && sameProblem !== undefined
        ? { sameProblemFirms: sameProblem.firms, sameProblemAt: iso(sameProblem.at) }
        : {}),
    });
  });
  teller.tell(rows, keys, issue, clockIds, derived);
}

/** When each step was last taken; a new dispatch has not been signed for. */
function stepInstants(events: readonly IssueEvent[]): Partial<RowOf<typeof issues>> {
  const steps: Partial<RowOf<typeof issues>> = {};
  for (const event of events) {
    const at = instantText(event.at);
    if (event.kind === "issue.accepted") steps.acceptedAt = at;
    if (event.kind === "issue.transferred") steps.transferredAt = at;
    if (event.kind === "issue.signed_for") steps.signedForAt = at;
    if (event.kind === "issue.dispatched") Object.assign(steps, { dispatchedAt: at, signedForAt: null });
  }
  return steps;
}
