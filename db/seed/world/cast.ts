import type { Role } from "#app/domain/access/roles.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { personas } from "#db/schema/grants.ts";
import { addGrant, addUser, type Draft, type GrantRow } from "./draft.ts";
import { castPhone } from "./lexicon/people.ts";
import type { PairingRow } from "./pairings.ts";
import { postKey } from "./reference-ids.ts";
import type { Deputies } from "./registers/deputies.ts";
import type { Firms } from "./registers/firms.ts";
import type { Units } from "./registers/units.ts";
import type { RowOf } from "./rows.ts";
import { CAST_COUNTY, CAST_UNIT } from "./shape.ts";

/** The password of every account of the cast; there are no others with a password in the demonstration world. */
export const DEMO_PASSWORD = "liaison-demo";

/** The cast, one for each role, in the order of the login page; texts under `persona.<key>.name` and `.story`. */
export const PERSONA_KEYS = [
  "deputy",
  "firm_representative",
  "county_supervisor",
  "county_dispatcher",
  "handler",
  "department_head",
  "post_holder",
  "station_clerk",
  "township_officer",
  "city_supervisor",
  "city_dispatcher",
  "system_administrator",
  "security_administrator",
  "auditor",
] as const satisfies readonly Role[];
export type PersonaKey = (typeof PERSONA_KEYS)[number];

/** The nth persona's phone, which is also the login: 10000000001 to 10000000014. */
export function personaPhone(key: PersonaKey): string {
  return castPhone(PERSONA_KEYS.indexOf(key) + 1);
}

export type Cast = {
  grants: ReadonlyMap<PersonaKey, GrantRow>;
  rows: RowOf<typeof personas>[];
  /** The deputy's running pairs: the first firm has the overdue issue, the second a fresh one, the third's contact is overdue. */
  pairings: readonly PairingRow[];
};

/** Picks the cast out of the made world: a deputy of Yidu with three to five firms, and everybody their issues meet. */
export function makeCast(
  draft: Draft,
  units: Units,
  deputies: Deputies,
  firms: Firms,
  pairings: readonly PairingRow[],
): Cast {
  const mine = castPairings(deputies, pairings);
  const deputy = deputies.rows[(mine[0]?.deputyId ?? 1) - 1] as Deputies["rows"][number];
  const grantOf = (role: Role, match: (grant: GrantRow) => boolean) =>
    draft.grants.find((grant) => grant.role === role && match(grant)) as GrantRow;
  const seatGrant = (body: string, whose: string, kind: string) =>
    draft.grants[(units.seatOf.get(postKey(body, whose, kind))?.grantId ?? 1) - 1] as GrantRow;
  const speaker = addFirmAccount(draft, firms, mine[0]?.firmId ?? 1);
  const fresh = (role: Role) =>
    draft.grants[addGrant(draft, addUser(draft, draft.random.fork(role)), role) - 1] as GrantRow;
  const grants = new Map<PersonaKey, GrantRow>([
    ["deputy", grantOf("deputy", (grant) => grant.deputyId === deputy.deputyId)],
    ["firm_representative", speaker],
    ["county_supervisor", seatGrant("congress", CAST_COUNTY, "committee_clerk")],
    ["county_dispatcher", seatGrant("inspection", CAST_COUNTY, "dispatcher")],
    ["handler", seatGrant("department", CAST_UNIT, "handler")],
    ["department_head", seatGrant("department", CAST_UNIT, "head")],
    ["post_holder", seatGrant("department", CAST_UNIT, "deputy_head")],
    ["station_clerk", grantOf("station_clerk", (grant) => grant.stationId === deputy.stationId)],
    ["township_officer", grantOf("township_officer", (grant) => grant.townshipCode === deputy.townshipCode)],
    ["city_supervisor", seatGrant("congress", "city", "committee_clerk")],
    ["city_dispatcher", seatGrant("inspection", "city", "dispatcher")],
    ["system_administrator", fresh("system_administrator")],
    ["security_administrator", fresh("security_administrator")],
    ["auditor", fresh("auditor")],
  ]);
  for (const [key, grant] of grants) {
    const user = draft.users[grant.userId - 1];
    if (user !== undefined) Object.assign(user, { phone: personaPhone(key), state: "active" });
  }
  deputy.phone = personaPhone("deputy");
  deputy.searchText = searchTextOf([deputy.name], [deputy.cardNo ?? null, deputy.phone], { person: true });
  const representative = firms.representatives.find((row) => row.userId === speaker.userId);
  if (representative !== undefined) representative.phone = personaPhone("firm_representative");
  const rows = PERSONA_KEYS.map((persona, sort) => ({
    persona,
    grantId: grants.get(persona)?.grantId ?? 0,
    sort,
  }));
  return { grants, rows, pairings: mine };
}

/** A deputy of Yidu with a station, three to five firms and no handover behind them; the one with most firms. */
function castPairings(deputies: Deputies, pairings: readonly PairingRow[]): PairingRow[] {
  const running = new Map<number, PairingRow[]>();
  for (const row of pairings) {
    const deputy = deputies.rows[row.deputyId - 1];
    if (deputy?.countyCode !== CAST_COUNTY || deputy.stationId === null || (row.endedOn ?? null) !== null)
      continue;
    running.set(row.deputyId, [...(running.get(row.deputyId) ?? []), row]);
  }
  const fit = [...running.values()].filter(
    (rows) => rows.length >= 3 && rows.every((row) => row.planId === 1),
  );
  const best = fit.sort(
    (a, b) =>
      Math.abs(a.length - 4) - Math.abs(b.length - 4) || (a[0]?.deputyId ?? 0) - (b[0]?.deputyId ?? 0),
  )[0];
  if (best === undefined)
    throw new Error("the world is too small for its cast: no deputy of Yidu has three firms");
  return best;
}

function addFirmAccount(draft: Draft, firms: Firms, firmId: number): GrantRow {
  const representative = firms.representatives.find((row) => row.firmId === firmId);
  if (representative === undefined) throw new Error(`firm ${firmId} has no representative`);
  const userId = addUser(draft, draft.random.fork("speaker"), { name: representative.name });
  representative.userId = userId;
  return draft.grants[addGrant(draft, userId, "firm_representative", { firmId }) - 1] as GrantRow;
}
