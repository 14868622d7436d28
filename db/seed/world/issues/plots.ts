import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { DAY_MS, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import type { UnitRef } from "#app/domain/issue/commands.ts";
import { isLower } from "#app/domain/issue/rules/intake.ts";
import type { Confidentiality, IssueType } from "#app/domain/issue/states.ts";
import { CATEGORIES } from "#db/seed/reference/categories.ts";
import type { ContactSeed } from "../contacts.ts";
import { MATTER_WEIGHTS } from "../lexicon/matters.ts";
import type { Random } from "../random.ts";
import { CAST_UNIT } from "../shape.ts";
import type { World } from "../world.ts";
import type { People } from "./people.ts";
import type { Plot } from "./plot.ts";
import { type Appointment, lastWorkday, makeSchedule } from "./schedule.ts";
import { wordsOf } from "./words.ts";

/** An issue that belongs to the cast's story: its place among the deputy's firms. */
export type CastPlot = Plot & { cast: true };

/** Time in which a duplicate is found and merged. */
const MERGED_WITHIN = 4 * DAY_MS;

/** Working days since the cast's overdue issue was raised: overdue for three or four, so that level 1 is reached and 2 is near. */
const CAST_OVERDUE_DAYS = 19;

/**
 * Plots of all issues, in the order of their keys and instants, the cast's among them. `closedAt` is told meanwhile when
 * the issues before were closed: only an open one can take another in.
 */
export function* makePlots(
  world: World,
  people: People,
  closedAt: ReadonlyMap<number, number>,
): Generator<Plot | CastPlot> {
  const random = world.draft.random.fork("plots");
  const met = world.contacts.filter((seed) => seed.outcome === "met");
  const used = new Set<number>();
  const recent = new Map<string, { issueId: number; title: string; at: number }>();
  const cast = castAppointments(world);
  const schedule: (Appointment & { castFirm?: number })[] = [...makeSchedule(world, random), ...cast].sort(
    (a, b) => a.at - b.at,
  );
  let issueId = 0;
  for (const appointment of schedule) {
    issueId++;
    if (appointment.castFirm !== undefined) {
      yield castPlot(world, people, random, issueId, appointment, appointment.castFirm);
      continue;
    }
    const contact = contactNear(met, used, appointment.at);
    const plot = makePlot(world, people, random, issueId, appointment, contact);
    const key = `${plot.countyCode}/${plot.categoryCode}`;
    const former = recent.get(key);
    if (plot.ending === "merged") {
      const openUntil = former === undefined ? 0 : (closedAt.get(former.issueId) ?? world.end);
      if (
        former !== undefined &&
        openUntil > plot.submittedAt + MERGED_WITHIN &&
        former.at < plot.submittedAt
      ) {
        Object.assign(plot, { mergeInto: former.issueId }, wordsOf(random, plot.categoryCode, former.title));
      } else plot.ending = "declined";
    } else if (plot.ending === "closed" || plot.ending === "open") {
      recent.set(key, { issueId, title: plot.title, at: plot.submittedAt });
    }
    yield plot;
  }
}

/** The first contact from an instant on at which somebody was met and nothing was raised yet. */
function contactNear(met: readonly ContactSeed[], used: Set<number>, at: number): ContactSeed {
  let low = 0;
  let high = met.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((met[middle] as ContactSeed).createdAt < at) low = middle + 1;
    else high = middle;
  }
  let index = Math.min(low, met.length - 1);
  while (index > 0 && used.has((met[index] as ContactSeed).no)) index--;
  const found = met[index] as ContactSeed;
  used.add(found.no);
  return found;
}

function makePlot(
  world: World,
  people: People,
  random: Random,
  issueId: number,
  appointment: Appointment,
  contact: ContactSeed,
): Plot {
  const pairing = contact.pairings[0] as ContactSeed["pairings"][number];
  const firm = world.firms.rows[pairing.firmId - 1] as World["firms"]["rows"][number];
  const deputy = world.deputies.rows[pairing.deputyId - 1] as World["deputies"]["rows"][number];
  const categoryCode = appointment.level === undefined ? random.weighted(MATTER_WEIGHTS) : "04";
  const kind = random.weighted([
    ["deputy", 72],
    ["firm", 18],
    ["clerk", 6],
    ["township_officer", 3],
    ["supervisor", 1],
  ] as const);
  const countyCode = firm.countyCode ?? deputy.countyCode;
  const clerk = people.clerk(deputy.stationId ?? 0, kind === "clerk");
  const raiserKind = kind === "clerk" && clerk === null ? "deputy" : kind;
  const raiser = {
    deputy: () => people.deputy(deputy.deputyId, true),
    firm: () => people.firm,
    clerk: () => clerk ?? people.deputy(deputy.deputyId, true),
    township_officer: () => people.officer(firm.townshipCode ?? deputy.townshipCode),
    supervisor: () => ({ ...people.supervisor(countyCode, false), raiser: true }),
  }[raiserKind]();
  const fromContact =
    raiserKind === "deputy" &&
    Math.abs(contact.createdAt - appointment.at) < 2 * DAY_MS &&
    contact.by === "deputy";
  const afterContact = contact.createdAt + random.int(2, 14) * MINUTE_MS;
  const submittedAt =
    fromContact && afterContact < world.end && appointment.ending !== "in_intake"
      ? afterContact
      : appointment.at;
  const chosen: Confidentiality =
    raiserKind === "firm" && random.chance(0.05) ? "sealed" : random.chance(0.05) ? "shielded" : "open";
  const standard =
    CATEGORIES.find((row) => row.categoryCode === categoryCode)?.defaultConfidentiality ?? "open";
  const unit = unitFor(world, random, countyCode, categoryCode);
  const direct = unit.kind === "court" || unit.kind === "prosecutor";
  const ofCounty = (world.units.byId.get(unit.departmentId)?.countyCode ?? null) !== null;
  const other =
    !direct && random.chance(0.03)
      ? unitFor(world, random, countyCode, random.weighted(MATTER_WEIGHTS))
      : null;
  const sameSide =
    other !== null &&
    other.kind !== "court" &&
    other.kind !== "prosecutor" &&
    other.departmentId !== unit.departmentId;
  const type: IssueType = random.weighted([
    ["ordinary", 72],
    ["inquiry", 11],
    ["complex", 17],
  ] as const);
  return {
    issueId,
    submittedAt,
    ending: appointment.ending,
    rest: appointment.rest,
    level: appointment.level ?? null,
    raiserKind,
    raiser,
    firmSpoke: raiserKind === "firm",
    firmId: firm.firmId,
    deputyId: deputy.deputyId,
    stationClerk: clerk,
    contactNo: submittedAt === afterContact ? contact.no : null,
    countyCode,
    townshipCode: firm.townshipCode ?? null,
    categoryCode,
    severity: random.chance(0.04) && appointment.ending !== "open" ? "urgent" : "ordinary",
    type: appointment.ending === "open" ? "ordinary" : type,
    chosen,
    settled: isLower(chosen, standard) ? standard : chosen,
    unit,
    otherUnit: appointment.rest === null && sameSide ? other : null,
    coHandlers: random.chance(0.14) ? coHandlers(world, random, countyCode, unit) : [],
    transferTo: direct ? null : ofCounty ? "county" : "city",
    mergeInto: null,
    ...wordsOf(random, categoryCode),
  };
}

/** A unit for the category: the county's own where it has one, the city's for one in seven. */
function unitFor(world: World, random: Random, countyCode: string, categoryCode: string): UnitRef {
  const leads = CATEGORIES.find((row) => row.categoryCode === categoryCode)?.leadUnits ?? ["XFJ"];
  const code = random.weighted(leads.map((lead, rank) => [lead, 1 / (rank + 1)] as const));
  const own = world.units.byCode.get(`${countyCode}-${code}`);
  const unit = own !== undefined && random.chance(0.86) ? own : world.units.byCode.get(code);
  if (unit === undefined) throw new Error(`no unit ${code}`);
  return { departmentId: unit.departmentId, kind: unit.kind as DepartmentKind };
}

function coHandlers(world: World, random: Random, countyCode: string, lead: UnitRef): number[] {
  const unit = world.units.byCode.get(`${countyCode}-${random.pick(["JXJ", "CZJ", "FGW", "SFJ", "ZGJ"])}`);
  return unit === undefined || unit.departmentId === lead.departmentId ? [] : [unit.departmentId];
}

function castAppointments(world: World): (Appointment & { castFirm: number })[] {
  const overdue = instantAt(lastWorkday(world, CAST_OVERDUE_DAYS), 9 * 60 * MINUTE_MS);
  const fresh = instantAt(lastWorkday(world, 0), 16 * 60 * MINUTE_MS);
  return [
    { at: overdue, ending: "open", rest: "unanswered", castFirm: 0 },
    { at: fresh, ending: "in_intake", rest: "submitted", castFirm: 1 },
  ];
}

/** The cast's own issues: an overdue one with the housing bureau of Yidu, and one that waits for triage. */
function castPlot(
  world: World,
  people: People,
  random: Random,
  issueId: number,
  appointment: Appointment,
  castFirm: number,
): CastPlot {
  const pairing = world.cast.pairings[castFirm] as World["cast"]["pairings"][number];
  const contact = world.contacts.find(
    (seed) => seed.pairings.includes(pairing) && seed.outcome === "met",
  ) as ContactSeed;
  const unit = world.units.byCode.get(CAST_UNIT);
  if (unit === undefined) throw new Error(`no unit ${CAST_UNIT}`);
  const plot = makePlot(world, people, random, issueId, appointment, contact);
  const categoryCode = castFirm === 0 ? "04" : "06";
  const raiser = people.deputy(pairing.deputyId, true);
  return {
    ...plot,
    raiserKind: "deputy",
    raiser,
    firmSpoke: false,
    contactNo: null,
    submittedAt: appointment.at,
    categoryCode,
    severity: "ordinary",
    type: "ordinary",
    chosen: "open",
    settled: "open",
    unit: { departmentId: unit.departmentId, kind: unit.kind as DepartmentKind },
    coHandlers: [],
    transferTo: "county",
    ...wordsOf(random, categoryCode, castFirm === 0 ? "道路施工造成企业停工损失" : "频繁停电影响生产"),
    cast: true,
  };
}
