import postgres from "postgres";
import type { Actor, PersonActor } from "#app/domain/access/actor.ts";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { type Clock, type Ctx, type Db, databaseClock } from "#db/client.ts";
import { seedReference } from "#db/seed/reference/seed-reference.ts";
import { cloneDatabase, type TestDatabase } from "./postgres.ts";

/** County and township in which the small office of the tests lies. */
export const COUNTY = "420506";
export const TOWNSHIP = "420506001";
export const OTHER_COUNTY = "420583";
export const OTHER_TOWNSHIP = "420583101";

/** Who works and lives there; each is one actor. */
export const PEOPLE = [
  "deputy",
  "colleague",
  "stranger",
  "clerk",
  "officer",
  "firm",
  "county",
  "otherCounty",
  "city",
  "dispatcher",
  "handler",
  "head",
  "otherHandler",
  "auditor",
] as const;
export type PersonName = (typeof PEOPLE)[number];

/** A small office on a database of its own: reference data, a few people, firms and pairs. */
export type Office = {
  database: TestDatabase;
  db: Db;
  clock: Clock;
  owner: postgres.Sql;
  /** Firms by name; `shop`, `mill` and `forge` are paired with `deputy`, `farm` with `colleague`, `far` with `stranger`. */
  firms: Record<"shop" | "mill" | "forge" | "farm" | "far", number>;
  deputies: Record<"deputy" | "colleague" | "stranger", number>;
  units: { lead: number; other: number; co: number; court: number };
  ctx: (name: PersonName | "system") => Ctx;
  /** Moves the clock by so many milliseconds. */
  advance: (ms: number) => void;
  close: () => Promise<void>;
};

/** Puts the reference data into a migrated database. */
export async function reference(urls: { ownerUrl: string }): Promise<void> {
  const owner = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  await seedReference(owner);
  await owner.end();
}

/** Opens an office; `startsAt` (ISO) is what its clock shows at first, `on` a database of the test's own with the reference data. */
export async function openOffice(startsAt = "2026-11-24T02:00:00.000Z", on?: TestDatabase): Promise<Office> {
  const database = on ?? (await cloneDatabase({ key: "office", insertOnly: INSERT_ONLY, fill: reference }));
  const owner = postgres(database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  const db = openDatabase({ url: database.appUrl, poolSize: 6 });
  let offset = Date.parse(startsAt) - Date.now();
  const clock = databaseClock(db, () => offset);

  const one = async <T extends number>(rows: PromiseLike<readonly { id: T }[]>): Promise<T> =>
    (await rows)[0]!.id;
  const firm = (uscc: string, name: string, county: string, township: string) =>
    one<number>(owner`insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
      values (${uscc}, ${name}, ${name}, ${county}, ${township}, true, now()) returning firm_id as id`);
  const firms = {
    shop: await firm("91420506MA00000001", "夷陵测试商店", COUNTY, TOWNSHIP),
    mill: await firm("91420506MA00000002", "夷陵测试磨坊", COUNTY, TOWNSHIP),
    forge: await firm("91420506MA00000003", "夷陵测试铁铺", COUNTY, TOWNSHIP),
    farm: await firm("91420506MA00000004", "夷陵测试农场", COUNTY, TOWNSHIP),
    far: await firm("91420583MA00000005", "枝江测试工厂", OTHER_COUNTY, OTHER_TOWNSHIP),
  };
  const units = {
    lead: await unitId(owner, "SCJG"),
    other: await unitId(owner, "ZJJ"),
    co: await unitId(owner, "JXJ"),
    court: await unitId(owner, "FY"),
  };
  const userIds = {} as Record<PersonName, number>;
  for (const name of PEOPLE)
    userIds[name] = await one<number>(
      owner`insert into users (name, state, created_at) values (${name}, 'active', now()) returning user_id as id`,
    );
  const deputy = (name: PersonName, county: string, township: string, card: string) =>
    one<number>(owner`insert into deputies (user_id, name, search_text, card_no, level, county_code, township_code, created_at)
      values (${userIds[name]}, ${name}, ${name}, ${card}, 'county', ${county}, ${township}, now()) returning deputy_id as id`);
  const deputies = {
    deputy: await deputy("deputy", COUNTY, TOWNSHIP, "D1"),
    colleague: await deputy("colleague", COUNTY, TOWNSHIP, "D2"),
    stranger: await deputy("stranger", OTHER_COUNTY, OTHER_TOWNSHIP, "D3"),
  };
  const pairs: [number, number][] = [
    [firms.shop, deputies.deputy],
    [firms.mill, deputies.deputy],
    [firms.forge, deputies.deputy],
    [firms.farm, deputies.colleague],
    [firms.far, deputies.stranger],
  ];
  for (const [firmId, deputyId] of pairs)
    await owner`insert into pairings (firm_id, deputy_id, started_on, start_reason, contact_due_on, created_at)
      values (${firmId}, ${deputyId}, '2026-09-01', 'test', '2026-11-30', now())`;

  const scopes: Record<PersonName, Partial<PersonActor> & { role: Role }> = {
    deputy: { role: "deputy", countyCode: COUNTY, deputyId: deputies.deputy },
    colleague: { role: "deputy", countyCode: COUNTY, deputyId: deputies.colleague },
    stranger: { role: "deputy", countyCode: OTHER_COUNTY, deputyId: deputies.stranger },
    clerk: { role: "station_clerk", countyCode: COUNTY, townshipCode: TOWNSHIP },
    officer: { role: "township_officer", countyCode: COUNTY, townshipCode: TOWNSHIP },
    firm: { role: "firm_representative", firmId: firms.shop },
    county: { role: "county_supervisor", countyCode: COUNTY },
    otherCounty: { role: "county_supervisor", countyCode: OTHER_COUNTY },
    city: { role: "city_supervisor" },
    dispatcher: { role: "county_dispatcher", countyCode: COUNTY },
    handler: { role: "handler", departmentId: units.lead },
    head: { role: "department_head", departmentId: units.lead },
    otherHandler: { role: "handler", departmentId: units.other },
    auditor: { role: "auditor" },
  };
  const actorOf = (name: PersonName | "system"): Actor =>
    name === "system"
      ? SYSTEM
      : {
          kind: "person",
          userId: userIds[name],
          grantId: userIds[name],
          name,
          countyCode: null,
          townshipCode: null,
          stationId: null,
          departmentId: null,
          deputyId: null,
          firmId: null,
          postId: null,
          ...scopes[name],
        };
  return {
    database,
    db,
    clock,
    owner,
    firms,
    deputies,
    units,
    ctx: (name) => ({ db, clock, actor: actorOf(name) }),
    advance(ms) {
      offset += ms;
    },
    async close() {
      await db.close();
      await owner.end();
      await database.drop();
    },
  };
}

async function unitId(owner: postgres.Sql, code: string): Promise<number> {
  const [row] = await owner<
    { department_id: number }[]
  >`select department_id from departments where code = ${code}`;
  return row!.department_id;
}
