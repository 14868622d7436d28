import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { dayNumber, instantAt, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import type { pairingConstraints, pairingPlanRows, pairingPlans, pairings } from "#db/schema/pairings.ts";
import { DEFAULT_PAIRING } from "#db/seed/reference/policies.ts";
import { type Draft, instantText } from "./draft.ts";
import type { Random } from "./random.ts";
import type { Deputies, DeputyRow } from "./registers/deputies.ts";
import type { FirmRow, Firms } from "./registers/firms.ts";
import type { RowOf } from "./rows.ts";
import { capacityOf } from "./shape.ts";

export type PairingRow = RowOf<typeof pairings> & { pairingId: number };

export type Pairings = {
  rows: PairingRow[];
  plans: RowOf<typeof pairingPlans>[];
  planRows: RowOf<typeof pairingPlanRows>[];
  constraints: RowOf<typeof pairingConstraints>[];
};

/** Days from one supplementary plan to the next, and the last stretch in which new firms still wait for theirs. */
const PLAN_EVERY_DAYS = 91;
const PLAN_REST_DAYS = 21;
/** Share of pairs that began after the firm had asked for another liaison. */
const WISHED = 0.012;

/** How far a firm of a window is looked for that is in the deputy's own trade. */
const WINDOW = 12;

/**
 * Pairs the programme's firms with deputies as plans did over the years: near first, larger firms to higher levels, nobody over
 * capacity at any day, one liaison at a time. Firms that joined since the last plan wait without one.
 */
export function makePairings(draft: Draft, deputies: Deputies, firms: Firms, planner: number): Pairings {
  const random = draft.random.fork("pairings");
  const book = new PlanBook(draft, planner);
  const active = deputies.rows.filter((row) => row.state !== "left");
  const free = new Map(active.map((row) => [row.deputyId, capacityOf(row.level)]));
  const liaisons = assign(random, active, firms, free, book);
  const byId = new Map(deputies.rows.map((row) => [row.deputyId, row]));
  const constraints: Pairings["constraints"] = [];
  const spare = new Map<string, DeputyRow[]>();
  for (const row of active) {
    if ((free.get(row.deputyId) ?? 0) > 0)
      spare.set(row.countyCode, [...(spare.get(row.countyCode) ?? []), row]);
  }
  for (const firm of firms.rows) {
    const deputyId = liaisons.get(firm.firmId);
    const since = firm.joinedOn === null ? null : book.planFor(firm.joinedOn);
    if (deputyId === undefined || since === null) continue;
    const former = deputies.predecessors.get(deputyId);
    if (former !== undefined && since.on < draft.times.termChange) {
      const handover = book.atTermChange;
      book.pair(firm.firmId, former, since, handover, "代表卸任");
      book.pair(firm.firmId, deputyId, handover, null, null);
      continue;
    }
    const other = random.chance(WISHED)
      ? spare.get(firm.countyCode ?? "")?.find((row) => (free.get(row.deputyId) ?? 0) > 0)
      : undefined;
    const change = other === undefined ? null : book.planAfter(isoDay(dayNumber(since.on) + 60));
    if (other !== undefined && change !== null && byId.get(deputyId)?.countyCode === other.countyCode) {
      free.set(other.deputyId, (free.get(other.deputyId) ?? 0) - 1);
      book.pair(firm.firmId, other.deputyId, since, change, "企业申请更换联系代表");
      book.pair(firm.firmId, deputyId, change, null, null);
      constraints.push({
        constraintId: constraints.length + 1,
        firmId: firm.firmId,
        deputyId: other.deputyId,
        kind: "wish",
        reason: "企业申请更换联系代表",
        createdBy: planner,
        createdAt: change.at,
      });
    } else {
      book.pair(firm.firmId, deputyId, since, null, null);
    }
  }
  return { ...book.finish(active.length, nearnessOf(deputies, firms)), constraints };
}

/** Who is liaison of which firm today: township by township, then the county's free places, then those who reach the whole city. */
function assign(
  random: Random,
  active: readonly DeputyRow[],
  firms: Firms,
  free: Map<number, number>,
  book: PlanBook,
): Map<number, number> {
  const liaisons = new Map<number, number>();
  const waiting = firms.rows.filter((firm) => firm.joinedOn !== null && book.planFor(firm.joinedOn) !== null);
  const firmsBy = groupBy(waiting, (firm) => firm.townshipCode ?? "");
  const deputiesBy = groupBy(active, (row) => row.townshipCode);
  const left: FirmRow[] = [];
  for (const [township, list] of firmsBy) {
    left.push(...fill(random, list, deputiesBy.get(township) ?? [], free, liaisons));
  }
  const countyDeputies = groupBy(active, (row) => row.countyCode);
  const stillLeft: FirmRow[] = [];
  for (const [county, list] of groupBy(left, (firm) => firm.countyCode ?? "")) {
    stillLeft.push(...fill(random, list, countyDeputies.get(county) ?? [], free, liaisons));
  }
  const cityWide = active.filter((row) => DEPUTY_LEVELS.indexOf(row.level) >= 2);
  fill(random, stillLeft, cityWide, free, liaisons);
  return liaisons;
}

/** Deals firms out in rounds, so that each deputy has a first one before anybody has a second; returns who got none. */
function fill(
  random: Random,
  list: readonly FirmRow[],
  deputies: readonly DeputyRow[],
  free: Map<number, number>,
  liaisons: Map<number, number>,
): FirmRow[] {
  const size = (firm: FirmRow) => ["micro", "small", "medium", "large"].indexOf(firm.sizeClass ?? "micro");
  const queue = random.shuffle([...list]).sort((a, b) => size(b) - size(a));
  const ranked = [...deputies].sort(
    (a, b) => DEPUTY_LEVELS.indexOf(b.level) - DEPUTY_LEVELS.indexOf(a.level),
  );
  for (let round = 0; round < 5 && queue.length > 0; round++) {
    for (const deputy of ranked) {
      const places = free.get(deputy.deputyId) ?? 0;
      if (places === 0 || queue.length === 0) continue;
      const near = queue.slice(0, WINDOW).findIndex((firm) => firm.sectorCode === deputy.sectorCode);
      const [firm] = queue.splice(Math.max(near, 0), 1);
      if (firm === undefined) continue;
      liaisons.set(firm.firmId, deputy.deputyId);
      free.set(deputy.deputyId, places - 1);
    }
  }
  return queue;
}

type PlanMark = { planId: number; on: string; at: string };

/** The plans of the years with their days, and the periods they made. */
class PlanBook {
  readonly marks: PlanMark[];
  readonly atTermChange: PlanMark;
  private readonly rows: PairingRow[] = [];
  private readonly planRows: Pairings["planRows"] = [];
  private readonly planner: number;

  constructor(draft: Draft, planner: number) {
    this.planner = planner;
    const { began, termChange, today } = draft.times;
    const days = new Set([began, termChange]);
    const last = dayNumber(today) - PLAN_REST_DAYS;
    for (let day = dayNumber(began) + PLAN_EVERY_DAYS; day <= last; day += PLAN_EVERY_DAYS)
      days.add(isoDay(day));
    this.marks = [...days].sort().map((on, index) => ({
      planId: index + 1,
      on,
      at: instantText(instantAt(dayNumber(on), 9 * 3_600_000)),
    }));
    this.atTermChange = this.marks.find((mark) => mark.on === termChange) as PlanMark;
  }

  /** The first plan on or after a day, or null when none followed yet. */
  planAfter(day: string): PlanMark | null {
    return this.marks.find((mark) => mark.on >= day) ?? null;
  }

  planFor(joinedOn: string): PlanMark | null {
    return this.planAfter(joinedOn);
  }

  pair(
    firmId: number,
    deputyId: number,
    from: PlanMark,
    to: PlanMark | null,
    endReason: string | null,
  ): void {
    const former = this.rows[this.rows.length - 1];
    const previous = former?.firmId === firmId ? former.deputyId : null;
    this.planRows.push({ planId: from.planId, firmId, deputyId, previousDeputyId: previous });
    this.rows.push({
      pairingId: this.rows.length + 1,
      firmId,
      deputyId,
      startedOn: from.on,
      endedOn: to?.on ?? null,
      planId: from.planId,
      endedPlanId: to?.planId ?? null,
      startReason: from.planId === 1 ? "首批联系安排" : "联系安排方案发布",
      endReason,
      createdBy: this.planner,
      createdAt: from.at,
    });
  }

  finish(deputies: number, near: Nearness): Pick<Pairings, "rows" | "plans" | "planRows"> {
    const sums = new Map<number, { count: number; township: number; sector: number; held: Set<number> }>();
    for (const { planId, firmId, deputyId } of this.planRows) {
      const sum = sums.get(planId) ?? { count: 0, township: 0, sector: 0, held: new Set<number>() };
      sum.count += 1;
      if (near.township(firmId, deputyId as number)) sum.township += 1;
      if (near.sector(firmId, deputyId as number)) sum.sector += 1;
      sum.held.add(deputyId as number);
      sums.set(planId, sum);
    }
    const plans = this.marks.map((mark) => ({
      planId: mark.planId,
      countyCode: null,
      state: "published",
      weights: DEFAULT_PAIRING,
      figures: figuresOf(deputies, sums.get(mark.planId)),
      certificate: null,
      registersStamp: `demonstration-${mark.planId}`,
      reason: mark === this.atTermChange ? "换届后调整" : mark.planId === 1 ? "首批联系安排" : "季度补充安排",
      createdBy: this.planner,
      createdAt: mark.at,
      publishedBy: this.planner,
      publishedAt: mark.at,
    }));
    return { rows: this.rows, plans, planRows: this.planRows };
  }
}

/** Whether a pair lies in one township, and in one trade. */
type Nearness = Record<"township" | "sector", (firmId: number, deputyId: number) => boolean>;

function nearnessOf(deputies: Deputies, firms: Firms): Nearness {
  const byFirm = new Map(firms.rows.map((row) => [row.firmId, row]));
  const byDeputy = new Map(deputies.rows.map((row) => [row.deputyId, row]));
  const same = (key: "townshipCode" | "sectorCode") => (firmId: number, deputyId: number) =>
    byFirm.get(firmId)?.[key] === byDeputy.get(deputyId)?.[key];
  return { township: same("townshipCode"), sector: same("sectorCode") };
}

/** The figures of a plan of the past; it was drawn up by hand, so there is no cost, bound or proof. */
function figuresOf(
  deputies: number,
  sum?: { count: number; township: number; sector: number; held: Set<number> },
): PlanFigures {
  const count = sum?.count ?? 0;
  return {
    firms: count,
    deputies,
    paired: count,
    inOwnTownship: sum?.township ?? 0,
    sameSector: sum?.sector ?? 0,
    idleDeputies: deputies - (sum?.held.size ?? 0),
    unpaired: 0,
    changed: count,
    changedMinimum: count,
    objective: 0,
    bound: 0,
    proven: false,
    shortfall: [],
    before: { paired: 0, inOwnTownship: 0, sameSector: 0, idleDeputies: deputies },
    ms: 0,
  };
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
