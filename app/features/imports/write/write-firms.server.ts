import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";

const ENTRY = sql`jsonb_to_record(r.candidate -> 'write' -> 'entry') as e(uscc text, name text, "formerNames" jsonb,
  "entityKind" text, "sectorCode" text, "sizeClass" text, "registeredCapitalWan" numeric, "capitalCurrency" text,
  "establishedOn" date, "establishedPrecision" text, address text, "businessScope" text, phone text, "countyCode" text,
  "townshipCode" text, state text, "inProgramme" boolean)`;
const FORMER = sql`array(select jsonb_array_elements_text(e."formerNames"))`;

/** How many judged rows no longer fit the register: the code came in meanwhile, or the firm was changed since. */
export async function staleFirms(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r left join firms on firms.firm_id = r.target_id
    where r.import_id = ${importId} and (
      (r.change = 'added' and exists (select from firms f where f.uscc = r.candidate -> 'write' -> 'entry' ->> 'uscc'))
      or (r.change = 'updated' and firms.version is distinct from (r.before ->> 'version')::int))`);
  return row?.count ?? 0;
}

/** Writes the firms of an import in sets: new ones, changed ones, their representatives and events. */
export async function writeFirms(tx: Tx, actor: Actor, importId: number, now: string): Promise<void> {
  const today = civilDayOf(now);
  // Numbers are given out first: a join back by code would be planned without statistics of the fresh rows.
  await tx.execute(sql`
    update import_rows set target_id = nextval('firms_firm_id_seq') where import_id = ${importId} and change = 'added'`);
  await tx.execute(sql`
    insert into firms (firm_id, uscc, name, former_names, search_text, entity_kind, sector_code, size_class,
      registered_capital_wan, capital_currency, established_on, established_precision, address, business_scope, phone,
      county_code, township_code, state, in_programme, import_id, created_at)
    overriding system value
    select r.target_id, e.uscc, e.name, ${FORMER}, r.candidate -> 'write' ->> 'searchText', e."entityKind", e."sectorCode",
      e."sizeClass", e."registeredCapitalWan", e."capitalCurrency", e."establishedOn", e."establishedPrecision", e.address,
      e."businessScope", e.phone, e."countyCode", e."townshipCode", e.state, e."inProgramme", ${importId}, ${now}
    from import_rows r cross join lateral ${ENTRY}
    where r.import_id = ${importId} and r.change = 'added' order by r.import_row_id`);
  await tx.execute(sql`
    update firms set name = e.name, former_names = ${FORMER}, search_text = r.candidate -> 'write' ->> 'searchText',
      entity_kind = e."entityKind", sector_code = e."sectorCode", size_class = e."sizeClass",
      registered_capital_wan = e."registeredCapitalWan", capital_currency = e."capitalCurrency",
      established_on = e."establishedOn", established_precision = e."establishedPrecision", address = e.address,
      business_scope = e."businessScope", phone = e.phone, county_code = e."countyCode", township_code = e."townshipCode",
      state = e.state, in_programme = e."inProgramme", version = firms.version + 1
    from import_rows r cross join lateral ${ENTRY}
    where r.import_id = ${importId} and r.change = 'updated' and firms.firm_id = r.target_id`);
  await tx.execute(sql`
    insert into representatives (firm_id, name, phone, started_on)
    select r.target_id, r.candidate -> 'write' ->> 'contactName', r.candidate -> 'write' ->> 'contactPhone', ${today}::date
    from import_rows r
    where r.import_id = ${importId} and r.change = 'added' and r.candidate -> 'write' ->> 'contactName' is not null`);
  await recordChanges(tx, actor, importId, now, "firm");
}

/** One event for each record that an import added or changed, with the fields it changed. */
export async function recordChanges(
  tx: Tx,
  actor: Actor,
  importId: number,
  now: string,
  kind: "firm" | "deputy",
): Promise<void> {
  const { actorUserId, actorRole } = actorColumns(actor);
  await tx.execute(sql`
    insert into events (subject_kind, subject_id, kind, payload, actor_user_id, actor_role, at)
    select ${kind}, r.target_id,
      case r.change when 'added' then ${`${kind}.imported`} else ${`${kind}.import_updated`} end,
      jsonb_build_object('importId', ${importId}::int, 'changes', coalesce((
        select jsonb_object_agg(field, jsonb_build_object('from', r.before -> 'entry' -> field,
          'to', r.candidate -> 'write' -> 'entry' -> field))
        from jsonb_array_elements_text(r.before -> 'fields') as field), '{}'::jsonb)),
      ${actorUserId}::int, ${actorRole}, ${now}
    from import_rows r
    where r.import_id = ${importId} and r.change in ('added', 'updated') and r.target_id is not null
    order by r.import_row_id`);
}
