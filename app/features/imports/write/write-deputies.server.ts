import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import { highestLevel } from "#app/domain/register/compare/deputy.ts";
import type { DeputyEntry, DeputyWrite } from "#app/features/imports/judged-row.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { Tx } from "#db/client.ts";
import { recordChanges } from "./write-firms.server.ts";

type Row = { importRowId: number; targetId: number | null; write: DeputyWrite };

/** How many judged rows no longer fit the register: the deputy was changed since, or phone or card came in meanwhile. */
export async function staleDeputies(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r left join deputies on deputies.deputy_id = r.target_id
    where r.import_id = ${importId} and r.change in ('added', 'updated') and (
      (r.target_id is not null and deputies.version is distinct from (r.before ->> 'version')::int)
      or (r.target_id is null and exists (select from deputies d
        where d.phone = r.candidate -> 'write' -> 'entry' ->> 'phone' or d.card_no = r.candidate -> 'write' -> 'entry' ->> 'cardNo')))`);
  return row?.count ?? 0;
}

/** Writes the deputies of an import with their mandates; rows of one new person share one record. */
export async function writeDeputies(tx: Tx, actor: Actor, importId: number, now: string): Promise<void> {
  const rows = [
    ...(await tx.execute<Row>(sql`
      select import_row_id as "importRowId", target_id as "targetId", candidate -> 'write' as write
      from import_rows where import_id = ${importId} and change in ('added', 'updated') order by import_row_id`)),
  ];
  const fresh = new Map<string, DeputyEntry>();
  for (const { write } of rows) {
    if (write.person === null) continue;
    const before = fresh.get(write.person);
    const level = highestLevel([write.level, ...(before ? [before.level] : [])]) as DeputyLevel;
    fresh.set(write.person, { ...(before ?? write.entry), level });
  }
  const ids = await insertDeputies(tx, fresh, importId, now);
  const placed = rows.map((row) => ({
    ...row,
    deputyId: row.targetId ?? (ids.get(row.write.person ?? "") as number),
  }));
  await tx.execute(sql`
    update import_rows set target_id = t."deputyId"
    from jsonb_to_recordset(${JSON.stringify(placed)}::text::jsonb) as t("importRowId" int, "deputyId" int)
    where import_row_id = t."importRowId"`);
  await updateKnown(
    tx,
    placed.filter((row) => row.targetId !== null),
  );
  await writeMandates(tx, placed);
  await recordChanges(tx, actor, importId, now, "deputy");
}

/** Adds new deputies and returns their ids by the name the file gave each person. */
export async function insertDeputies(
  tx: Tx,
  fresh: ReadonlyMap<string, DeputyEntry>,
  importId: number,
  now: string,
): Promise<Map<string, number>> {
  const numbers = await tx.execute<{ id: number }>(sql`
    select nextval('deputies_deputy_id_seq')::int as id from generate_series(1, ${fresh.size}::int)`);
  const ids = new Map([...fresh.keys()].map((person, index) => [person, numbers[index]!.id]));
  const values = [...fresh].map(([person, entry]) => ({
    ...entry,
    deputyId: ids.get(person),
    searchText: searchTextOf([entry.name], [entry.cardNo, entry.phone], { person: true }),
  }));
  await tx.execute(sql`
    insert into deputies (deputy_id, name, search_text, phone, card_no, level, county_code, township_code, station_id,
      sector_code, employer_name, employer_uscc, state, import_id, created_at)
    overriding system value
    select "deputyId", name, "searchText", phone, "cardNo", level, "countyCode", "townshipCode", "stationId",
      "sectorCode", "employerName", "employerUscc", state, ${importId}, ${now}
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as t("deputyId" int, name text, "searchText" text,
      phone text, "cardNo" text, level text, "countyCode" text, "townshipCode" text, "stationId" int, "sectorCode" text,
      "employerName" text, "employerUscc" text, state text)`);
  return ids;
}

async function updateKnown(tx: Tx, rows: readonly (Row & { deputyId: number })[]): Promise<void> {
  const values = rows.map(({ deputyId, write: { entry } }) => ({
    ...entry,
    deputyId,
    searchText: searchTextOf([entry.name], [entry.cardNo, entry.phone], { person: true }),
  }));
  await tx.execute(sql`
    update deputies d set search_text = t."searchText", phone = t.phone, card_no = t."cardNo", level = t.level,
      township_code = t."townshipCode", station_id = coalesce(t."stationId", d.station_id), sector_code = t."sectorCode",
      employer_name = t."employerName", employer_uscc = t."employerUscc", state = t.state, version = d.version + 1,
      left_on = case when t.state = 'left' then d.left_on end, left_reason = case when t.state = 'left' then d.left_reason end
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as t("deputyId" int, "searchText" text, phone text,
      "cardNo" text, level text, "townshipCode" text, "stationId" int, "sectorCode" text, "employerName" text,
      "employerUscc" text, state text)
    where d.deputy_id = t."deputyId"`);
}

async function writeMandates(tx: Tx, rows: readonly (Row & { deputyId: number })[]): Promise<void> {
  const ended = rows.flatMap(({ write }) => (write.mandate.end ? [write.mandate.end] : []));
  await tx.execute(sql`
    update mandates set ended_on = t."endedOn"
    from jsonb_to_recordset(${JSON.stringify(ended)}::text::jsonb) as t("mandateId" int, "endedOn" date)
    where mandate_id = t."mandateId"`);
  const added = rows.flatMap(({ deputyId, write }) =>
    write.mandate.add
      ? [
          {
            deputyId,
            level: write.level,
            county: write.entry.countyCode,
            township: write.entry.townshipCode,
            ...write.mandate.add,
          },
        ]
      : [],
  );
  await tx.execute(sql`
    insert into mandates (deputy_id, level, electoral_unit, county_code, township_code, started_on, ended_on)
    select "deputyId", level, "electoralUnit", county, township, "startedOn", "endedOn"
    from jsonb_to_recordset(${JSON.stringify(added)}::text::jsonb) as t("deputyId" int, level text, "electoralUnit" text,
      county text, township text, "startedOn" date, "endedOn" date)`);
}
