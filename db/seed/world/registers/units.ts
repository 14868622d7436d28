import type { PostKind } from "#app/domain/access/posts.ts";
import { dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { departments, postHoldings, postStandIns, posts } from "#db/schema/departments.ts";
import { CITY_UNITS } from "#db/seed/reference/city-units.ts";
import { countyUnits } from "#db/seed/reference/county-units.ts";
import { COUNTIES } from "#db/seed/reference/divisions.ts";
import { COMMITTEE_POSTS, INSPECTION_POSTS, unitPosts } from "#db/seed/reference/posts.ts";
import { addGrant, addUser, type Draft } from "../draft.ts";
import { postKey, type ReferenceIds } from "../reference-ids.ts";
import type { RowOf } from "../rows.ts";
import { CAST_UNIT } from "../shape.ts";

export type DepartmentRow = RowOf<typeof departments> & { departmentId: number };

/** A seat 岗位 with its holder, if it has one; `grantId` is the role the holder acts in. */
export type Seat = {
  postId: number;
  kind: PostKind;
  departmentId: number | null;
  countyCode: string | null;
  nextPostId: number | null;
  holder: number | null;
  grantId: number | null;
};

export type Units = {
  /** Units of the city as the reference data has them, then the counties' own (only these are written). */
  all: DepartmentRow[];
  counties: DepartmentRow[];
  byCode: ReadonlyMap<string, DepartmentRow>;
  byId: ReadonlyMap<number, DepartmentRow>;
  posts: RowOf<typeof posts>[];
  holdings: RowOf<typeof postHoldings>[];
  standIns: RowOf<typeof postStandIns>[];
  seats: readonly Seat[];
  /** Seats by `postKey`. */
  seatOf: ReadonlyMap<string, Seat>;
};

/** One seat in thirty stands empty, but never a handler's or dispatcher's: their work passes to the next one up. */
const VACANT = 1 / 30;
const NEVER_VACANT: readonly PostKind[] = ["handler", "dispatcher", "committee_clerk", "head"];

/** Makes the counties' units and who holds which post in all units, committees and inspection offices. */
export function makeUnits(draft: Draft, reference: ReferenceIds): Units {
  const city: DepartmentRow[] = CITY_UNITS.map((unit, index) => ({
    ...unit,
    departmentId: reference.units.get(unit.code) ?? index + 1,
    countyCode: null,
    sort: index + 1,
  }));
  let nextId = Math.max(...city.map((unit) => unit.departmentId));
  const counties = COUNTIES.filter((county) => county.kind !== "zone").flatMap((county) =>
    countyUnits(county).map((unit): DepartmentRow => {
      const counterpart = unit.code.slice(county.countyCode.length + 1);
      return {
        ...unit,
        departmentId: ++nextId,
        countyCode: county.countyCode,
        counterpartId: reference.units.get(counterpart) ?? null,
        sort: CITY_UNITS.findIndex((one) => one.code === counterpart) + 1,
      };
    }),
  );
  const all = [...city, ...counties];
  const seats = makeSeats(draft, reference, city, counties);
  return {
    all,
    counties,
    byCode: new Map(all.map((unit) => [unit.code, unit])),
    byId: new Map(all.map((unit) => [unit.departmentId, unit])),
    ...seats,
  };
}

function makeSeats(
  draft: Draft,
  reference: ReferenceIds,
  city: readonly DepartmentRow[],
  counties: readonly DepartmentRow[],
): Pick<Units, "posts" | "holdings" | "standIns" | "seats" | "seatOf"> {
  const random = draft.random.fork("posts");
  const rows: RowOf<typeof posts>[] = [];
  const seatOf = new Map<string, Seat>();
  let nextPost = Math.max(...reference.posts.values());
  const chain = (
    kinds: readonly PostKind[],
    body: string,
    whose: string,
    at: { departmentId: number | null; countyCode: string | null },
    own: boolean,
  ) => {
    const ids = kinds.map((kind) =>
      own ? ++nextPost : (reference.posts.get(postKey(body, whose, kind)) ?? 0),
    );
    kinds.forEach((kind, index) => {
      const postId = ids[index] ?? 0;
      const nextPostId = ids[index + 1] ?? null;
      if (own) rows.push({ postId, body, ...at, kind, nextPostId });
      seatOf.set(postKey(body, whose, kind), {
        postId,
        kind,
        nextPostId,
        holder: null,
        grantId: null,
        ...at,
      });
    });
  };
  for (const county of [null, ...COUNTIES.map((row) => row.countyCode)]) {
    const at = { departmentId: null, countyCode: county };
    chain(COMMITTEE_POSTS, "congress", county ?? "city", at, false);
    chain(INSPECTION_POSTS, "inspection", county ?? "city", at, false);
  }
  for (const unit of [...city, ...counties]) {
    const own = unit.countyCode !== null;
    const kind = unit.kind as Parameters<typeof unitPosts>[1];
    chain(
      unitPosts(!own, kind),
      "department",
      unit.code,
      { departmentId: unit.departmentId, countyCode: null },
      own,
    );
  }
  linkUpwards(seatOf, [...city, ...counties], rows);
  const castUnit = counties.find((unit) => unit.code === CAST_UNIT)?.departmentId;
  const holdings: Units["holdings"] = [];
  const standIns: Units["standIns"] = [];
  const leaders = Array.from({ length: 6 }, () => addUser(draft, random));
  for (const seat of seatOf.values()) {
    const mayBeVacant = !NEVER_VACANT.includes(seat.kind) && seat.departmentId !== castUnit;
    if (random.chance(VACANT) && mayBeVacant) continue;
    seat.holder = seat.kind === "leader_in_charge" ? random.pick(leaders) : addUser(draft, random);
    seat.grantId = grantSeat(draft, seat);
    const startedOn = isoDay(dayNumber(draft.times.began) - random.int(30, 900));
    holdings.push({
      postHoldingId: holdings.length + 1,
      postId: seat.postId,
      userId: seat.holder,
      startedOn,
      createdAt: draft.times.createdAt,
    });
    if (random.chance(0.04)) standIns.push(standIn(draft, random.int(-200, 20), seat, standIns.length + 1));
  }
  return { posts: rows, holdings, standIns, seats: [...seatOf.values()], seatOf };
}

/** The last post of a unit or body passes to the inspection office or committee above it, as the reference data links them. */
function linkUpwards(
  seatOf: ReadonlyMap<string, Seat>,
  units: readonly DepartmentRow[],
  rows: readonly RowOf<typeof posts>[],
): void {
  const link = (from: Seat | undefined, to: Seat | undefined) => {
    if (from === undefined || to === undefined) return;
    from.nextPostId = to.postId;
    const row = rows.find((one) => one.postId === from.postId);
    if (row !== undefined) row.nextPostId = to.postId;
  };
  const cityInspection = seatOf.get(postKey("inspection", "city", "inspection_head"));
  const cityCommittee = seatOf.get(postKey("congress", "city", "committee_deputy_director"));
  for (const { countyCode } of COUNTIES) {
    link(seatOf.get(postKey("inspection", countyCode, "inspection_head")), cityInspection);
    link(seatOf.get(postKey("congress", countyCode, "chairpersons")), cityCommittee);
  }
  for (const unit of units) {
    const kinds = unitPosts(unit.countyCode === null, unit.kind as Parameters<typeof unitPosts>[1]);
    const last = seatOf.get(postKey("department", unit.code, kinds[kinds.length - 1] ?? "head"));
    link(last, seatOf.get(postKey("inspection", unit.countyCode ?? "city", "inspection_head")));
  }
}

/** A leave of two weeks on which a colleague stands in; `offset` is its first day counted from today. */
function standIn(draft: Draft, offset: number, seat: Seat, id: number): RowOf<typeof postStandIns> {
  const first = dayNumber(draft.times.today) + offset;
  return {
    postStandInId: id,
    postId: seat.postId,
    userId: addUser(draft, draft.random.fork(`stand-in-${id}`)),
    startedOn: isoDay(first),
    endedOn: isoDay(first + 14),
    createdAt: draft.times.createdAt,
  };
}

/** The role in which the holder of a seat acts, limited to the seat's unit, county or post. */
function grantSeat(draft: Draft, seat: Seat): number {
  const { departmentId, countyCode, postId } = seat;
  const holder = seat.holder ?? 0;
  switch (seat.kind) {
    case "handler":
      return addGrant(draft, holder, "handler", { departmentId, postId });
    case "head":
      return addGrant(draft, holder, "department_head", { departmentId, postId });
    case "dispatcher":
      return addGrant(draft, holder, countyCode === null ? "city_dispatcher" : "county_dispatcher", {
        countyCode,
        postId,
      });
    case "committee_clerk":
      return addGrant(draft, holder, countyCode === null ? "city_supervisor" : "county_supervisor", {
        countyCode,
        postId,
      });
    default:
      return addGrant(draft, holder, "post_holder", { departmentId, countyCode, postId });
  }
}
