import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { DeputyEntry, PairWrite } from "#app/features/imports/judged-row.ts";
import type { Db, Tx } from "#db/client.ts";
import { actorColumns, recordEvents } from "#db/record.ts";
import { cadenceAt, loadRulebook } from "#db/views/rulebook.ts";
import { settleContactClocks } from "#db/writes/settle-contact-clocks.ts";
import { insertDeputies } from "./write-deputies.server.ts";

type Row = { importRowId: number; write: PairWrite };

/** How many judged rows no longer fit: the firm got another liaison meanwhile, or the pair that ends is over. */
export async function stalePairs(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r
      left join pairings p on p.firm_id = (r.candidate -> 'write' ->> 'firmId')::int and p.ended_on is null
    where r.import_id = ${importId} and (
      (r.change = 'added' and p.pairing_id is not null)
      or (r.change = 'updated' and p.pairing_id is distinct from (r.candidate -> 'write' ->> 'ends')::int))`);
  return row?.count ?? 0;
}

/** Writes today's pairs: new deputies first, pairs that are over end today, the others start on their day. */
export async function writePairs(db: Db, tx: Tx, actor: Actor, importId: number, now: string): Promise<void> {
  const rows = await tx.execute<Row>(sql`
    select import_row_id as "importRowId", candidate -> 'write' as write
    from import_rows where import_id = ${importId} and change in ('added', 'updated') order by import_row_id`);
  const fresh = new Map<string, DeputyEntry>();
  for (const { write } of rows)
    if (write.person !== null && write.entry !== null) fresh.set(write.person, write.entry);
  const ids = await insertDeputies(tx, fresh, importId, now);
  await firstMandates(tx, ids, fresh, civilDayOf(now));
  await recordEvents(
    tx,
    actor,
    now,
    [...ids.values()].map((subjectId) => ({
      subjectKind: "deputy" as const,
      subjectId,
      kind: "deputy.imported",
      payload: { importId },
    })),
  );
  const today = civilDayOf(now);
  const ends = rows.flatMap(({ write }) => (write.ends === null ? [] : [write.ends]));
  await tx.execute(sql`
    update pairings set ended_on = greatest(${today}::date, started_on), end_reason = ${`import ${importId}`}, version = version + 1
    where ended_on is null and pairing_id in (select value::int from jsonb_array_elements_text(${JSON.stringify(ends)}::text::jsonb))`);
  await insertPairs(db, tx, actor, importId, now, rows, ids);
}

async function insertPairs(
  db: Db,
  tx: Tx,
  actor: Actor,
  importId: number,
  now: string,
  rows: readonly Row[],
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const rulebook = await loadRulebook(db, tx, now);
  const { everyDays } = cadenceAt(rulebook, now);
  const today = civilDayOf(now);
  const started = rows
    .filter(({ write }) => write.ends === null)
    .map(({ importRowId, write: { firmId, deputyId, person, startedOn } }) => ({
      importRowId,
      firmId,
      deputyId: deputyId ?? ids.get(person ?? ""),
      startedOn,
    }));
  await tx.execute(sql`
    with wanted as (
      select * from jsonb_to_recordset(${JSON.stringify(started)}::text::jsonb)
        as t("importRowId" int, "firmId" int, "deputyId" int, "startedOn" date)),
    fresh as (
      insert into pairings (firm_id, deputy_id, started_on, start_reason, contact_due_on, created_by, created_at)
      select w."firmId", w."deputyId",
        greatest(w."startedOn", (select max(p.ended_on) from pairings p where p.firm_id = w."firmId")),
        ${`import ${importId}`}, ${today}::date + coalesce(f.cadence_days, ${everyDays}::int), ${actorColumns(actor).actorUserId}::int, ${now}
      from wanted w join firms f on f.firm_id = w."firmId" returning pairing_id, firm_id)
    update import_rows r set target_id = fresh.pairing_id from wanted w join fresh on fresh.firm_id = w."firmId"
    where r.import_row_id = w."importRowId"`);
  await settleContactClocks(tx, now, rulebook);
}

/** Deputies that come in with their pairs hold the mandate of the level the file names, from today on. */
async function firstMandates(
  tx: Tx,
  ids: ReadonlyMap<string, number>,
  fresh: ReadonlyMap<string, DeputyEntry>,
  today: string,
): Promise<void> {
  const values = [...fresh].map(([person, entry]) => ({
    deputyId: ids.get(person),
    level: entry.level,
    county: entry.countyCode,
    township: entry.townshipCode,
  }));
  await tx.execute(sql`
    insert into mandates (deputy_id, level, electoral_unit, county_code, township_code, started_on)
    select "deputyId", level, '', county, township, ${today}::date
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
      as t("deputyId" int, level text, county text, township text)`);
}
