import { randomBytes } from "node:crypto";
import type { ISql } from "postgres";
import { calendarRows } from "./calendar-days.ts";
import { CATEGORIES } from "./categories.ts";
import { CITY_UNITS } from "./city-units.ts";
import { COUNTIES, TOWNSHIPS } from "./divisions.ts";
import { defaultPolicies } from "./policies.ts";
import { COMMITTEE_POSTS, INSPECTION_POSTS, unitPosts } from "./posts.ts";
import { SECTORS } from "./sectors.ts";

/**
 * Lays the shipped reference data: divisions, sectors, city units with posts, categories with routes, calendar,
 * default policies. May run at every start: what is there, also edited, stays as it is; only an unannounced
 * calendar day gives way to an announced one.
 */
export async function seedReference(sql: ISql): Promise<void> {
  await seedDivisions(sql);
  await seedUnits(sql);
  await seedCalendarAndPolicies(sql);
  await seedPosts(sql);
  for (const name of ["pseudonym_key", "link_key"])
    await sql`insert into installation (name, value) values (${name}, to_jsonb(${randomBytes(32).toString("hex")}::text))
      on conflict do nothing`;
}

async function seedDivisions(sql: ISql): Promise<void> {
  await sql`
    insert into counties (county_code, name, short_name, name_en, kind, lng, lat, sort)
    select "countyCode", name, "shortName", "nameEn", kind, lng, lat, sort
    from jsonb_to_recordset(${json(numbered(COUNTIES))}::text::jsonb) as t("countyCode" text, name text,
      "shortName" text, "nameEn" text, kind text, lng float8, lat float8, sort int)
    on conflict do nothing`;
  await sql`
    insert into townships (township_code, county_code, name, kind)
    select "townshipCode", "countyCode", name, kind
    from jsonb_to_recordset(${json(TOWNSHIPS)}::text::jsonb)
      as t("townshipCode" text, "countyCode" text, name text, kind text)
    on conflict do nothing`;
  await sql`
    insert into sectors (sector_code, name, name_en, group_code)
    select "sectorCode", name, "nameEn", "groupCode"
    from jsonb_to_recordset(${json(SECTORS)}::text::jsonb)
      as t("sectorCode" text, name text, "nameEn" text, "groupCode" text)
    on conflict do nothing`;
}

async function seedUnits(sql: ISql): Promise<void> {
  await sql`
    insert into departments (code, name, short_name, name_en, kind, remit, sort)
    select code, name, "shortName", "nameEn", kind, remit, sort
    from jsonb_to_recordset(${json(numbered(CITY_UNITS))}::text::jsonb) as t(code text, name text,
      "shortName" text, "nameEn" text, kind text, remit text, sort int)
    order by sort
    on conflict do nothing`;
  const fresh = await sql<{ category_code: string }[]>`
    insert into categories (category_code, name, name_en, group_name, typical, default_confidentiality, note)
    select "categoryCode", name, "nameEn", "groupName", typical, "defaultConfidentiality", note
    from jsonb_to_recordset(${json(CATEGORIES)}::text::jsonb) as t("categoryCode" text, name text,
      "nameEn" text, "groupName" text, typical text, "defaultConfidentiality" text, note text)
    on conflict do nothing
    returning category_code`;
  const codes = new Set(fresh.map((row) => row.category_code));
  const routes = CATEGORIES.filter((row) => codes.has(row.categoryCode)).flatMap((row) =>
    row.leadUnits.map((unit, rank) => ({ categoryCode: row.categoryCode, unit, rank })),
  );
  await sql`
    insert into category_routes (category_code, department_id, rank)
    select "categoryCode", d.department_id, rank
    from jsonb_to_recordset(${json(routes)}::text::jsonb) as t("categoryCode" text, unit text, rank int)
    join departments d on d.code = t.unit
    on conflict do nothing`;
}

async function seedCalendarAndPolicies(sql: ISql): Promise<void> {
  await sql`
    insert into calendar_days (day, kind, is_workday, name, status)
    select day, kind, "isWorkday", name, status
    from jsonb_to_recordset(${json(calendarRows())}::text::jsonb)
      as t(day date, kind text, "isWorkday" boolean, name text, status text)
    on conflict (day) do update
      set kind = excluded.kind, is_workday = excluded.is_workday, name = excluded.name, status = excluded.status
      where calendar_days.status <> 'announced' and excluded.status = 'announced'`;
  await sql`
    insert into policies (kind, policy_version, in_force_from, body, reason, created_at)
    select kind, "policyVersion", "inForceFrom", body, reason, now()
    from jsonb_to_recordset(${json(defaultPolicies())}::text::jsonb)
      as t(kind text, "policyVersion" int, "inForceFrom" timestamptz, body jsonb, reason text)
    on conflict do nothing`;
}

type NewPost = { body: string; unit: string | null; county: string | null; kind: string };

/** Posts of city units, committees and inspection offices, and the chain along which a vacancy passes upwards. */
async function seedPosts(sql: ISql): Promise<void> {
  const wanted: NewPost[] = CITY_UNITS.flatMap((unit) =>
    unitPosts(true, unit.kind).map((kind) => ({
      body: "department",
      unit: unit.code,
      county: null,
      kind,
    })),
  );
  for (const county of [null, ...COUNTIES.map((row) => row.countyCode)]) {
    COMMITTEE_POSTS.forEach((kind) => {
      wanted.push({ body: "congress", unit: null, county, kind });
    });
    INSPECTION_POSTS.forEach((kind) => {
      wanted.push({ body: "inspection", unit: null, county, kind });
    });
  }
  await sql`
    insert into posts (body, department_id, county_code, kind)
    select t.body, d.department_id, t.county, t.kind
    from jsonb_to_recordset(${json(numbered(wanted))}::text::jsonb)
      as t(body text, unit text, county text, kind text, sort int)
    left join departments d on d.code = t.unit
    where not exists (select 1 from posts p where p.body = t.body and p.kind = t.kind
      and p.department_id is not distinct from d.department_id and p.county_code is not distinct from t.county)
    order by t.sort`;
  await chainPosts(sql);
}

/**
 * Links each post that has no next one: within its unit or body, then a unit to its inspection office,
 * a county's inspection office and committee to the city's.
 */
export async function chainPosts(sql: ISql): Promise<void> {
  const order = [...unitPosts(true, "government"), ...INSPECTION_POSTS, ...COMMITTEE_POSTS];
  await sql`
    with step as (
      select post_id, body, department_id, county_code, kind,
        array_position(string_to_array(${order.join(",")}, ','), kind) as at
      from posts
    ), next as (
      select s.post_id, coalesce(
        (select n.post_id from step n where n.body = s.body and n.at > s.at
          and n.department_id is not distinct from s.department_id
          and n.county_code is not distinct from s.county_code order by n.at limit 1),
        case s.body
          when 'department' then (select n.post_id from step n left join departments d on d.department_id = s.department_id
            where n.body = 'inspection' and n.kind = 'inspection_head' and n.county_code is not distinct from d.county_code)
          when 'inspection' then (select n.post_id from step n where s.county_code is not null
            and n.body = 'inspection' and n.kind = 'inspection_head' and n.county_code is null)
          else (select n.post_id from step n where s.county_code is not null
            and n.body = 'congress' and n.kind = 'committee_deputy_director' and n.county_code is null)
        end) as next_post_id
      from step s
    )
    update posts p set next_post_id = next.next_post_id from next
    where next.post_id = p.post_id and p.next_post_id is null and next.next_post_id is not null`;
}

function numbered<T extends object>(rows: readonly T[]): (T & { sort: number })[] {
  return rows.map((row, index) => ({ ...row, sort: index + 1 }));
}

function json(rows: readonly object[]): string {
  return JSON.stringify(rows);
}
