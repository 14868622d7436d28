import type { Role } from "#app/domain/access/roles.ts";
import { dayNumber, instantAt, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { users } from "#db/schema/accounts.ts";
import type { roleGrants } from "#db/schema/grants.ts";
import { personName, phoneNumber } from "./lexicon/people.ts";
import type { Random } from "./random.ts";
import type { RowOf } from "./rows.ts";
import type { Shape } from "./shape.ts";

export type UserRow = RowOf<typeof users>;
export type GrantRow = RowOf<typeof roleGrants> & { grantId: number };

/** Dates of the made-up programme, ISO days: when it began, when the term changed, the first day after the history. */
export type Times = { today: string; began: string; termChange: string; createdAt: string };

/** What the parts of the generator share: sources of choices, dates, people with their accounts. */
export type Draft = {
  random: Random;
  shape: Shape;
  times: Times;
  users: UserRow[];
  grants: GrantRow[];
};

/** Begins a world: its history reaches from `shape.months` before `today` up to the beginning of that day. */
export function makeDraft(random: Random, shape: Shape, today: string): Draft {
  const last = dayNumber(today);
  const began = isoDay(last - Math.round(shape.months * 30.44));
  const termChange = isoDay(last - 330);
  const createdAt = instantText(instantAt(dayNumber(began) - 60, 9 * 3_600_000));
  return { random, shape, times: { today, began, termChange, createdAt }, users: [], grants: [] };
}

/** Epoch milliseconds as the ISO text that instants are written with. */
export function instantText(at: number): string {
  return new Date(at).toISOString();
}

const dayTexts = new Map<number, string>();

/** A day number as ISO text; remembered, because a world asks a million times for the same thousand days. */
export function dayText(day: number): string {
  const known = dayTexts.get(day);
  if (known !== undefined) return known;
  const text = isoDay(day);
  dayTexts.set(day, text);
  return text;
}

/** Adds a person with an account that nobody has activated yet; returns the user's id. */
export function addUser(draft: Draft, random: Random, given: Partial<UserRow> = {}): number {
  const userId = draft.users.length + 1;
  draft.users.push({
    userId,
    name: personName(random),
    phone: phoneNumber(userId),
    state: "invited",
    createdAt: draft.times.createdAt,
    ...given,
  });
  return userId;
}

/** What a grant is limited to. */
export type GrantScope = Partial<
  Pick<
    GrantRow,
    | "countyCode"
    | "townshipCode"
    | "stationId"
    | "departmentId"
    | "deputyId"
    | "firmId"
    | "postId"
    | "endedOn"
  >
>;

/** Grants a role from the beginning of the programme; returns the grant's id. */
export function addGrant(draft: Draft, userId: number, role: Role, scope: GrantScope = {}): number {
  const grantId = draft.grants.length + 1;
  draft.grants.push({
    grantId,
    userId,
    role,
    startedOn: draft.times.began,
    createdAt: draft.times.createdAt,
    ...scope,
  });
  return grantId;
}
