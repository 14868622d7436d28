import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";

const rowsOf = (importId: number, change: "added" | "updated") =>
  sql`select target_id from import_rows where import_id = ${importId} and change = ${change}`;

/** Firms of an import that can't be taken back: changed since, or (added ones) paired, contacted, with issues, plans or accounts. */
export async function usedFirms(tx: Tx, importId: number): Promise<number> {
  const added = rowsOf(importId, "added");
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select firm_id from firms where firm_id in (${added}) and version <> 1
      union select f.firm_id from import_rows r join firms f on f.firm_id = r.target_id
        where r.import_id = ${importId} and r.change = 'updated' and f.version <> (r.before ->> 'version')::int + 1
      union select firm_id from pairings where firm_id in (${added})
      union select firm_id from contact_firms where firm_id in (${added})
      union select firm_id from issue_parties where firm_id in (${added})
      union select firm_id from pairing_plan_rows where firm_id in (${added})
      union select firm_id from pairing_constraints where firm_id in (${added})
      union select firm_id from role_grants where firm_id in (${added})
      union select firm_id from representatives where user_id is not null and firm_id in (${added})) as used`);
  return row?.count ?? 0;
}

/** Takes the firms of an import back. */
export async function undoFirms(tx: Tx, actor: Actor, importId: number, now: string): Promise<void> {
  const { actorUserId, actorRole } = actorColumns(actor);
  await tx.execute(sql`
    update firms set name = e.name, former_names = array(select jsonb_array_elements_text(e."formerNames")),
      search_text = r.before ->> 'searchText', entity_kind = e."entityKind", sector_code = e."sectorCode", size_class = e."sizeClass",
      registered_capital_wan = e."registeredCapitalWan", capital_currency = e."capitalCurrency",
      established_on = e."establishedOn", established_precision = e."establishedPrecision", address = e.address,
      business_scope = e."businessScope", phone = e.phone, county_code = e."countyCode", township_code = e."townshipCode",
      state = e.state, in_programme = e."inProgramme", version = firms.version + 1
    from import_rows r cross join lateral jsonb_to_record(r.before -> 'entry') as e(name text, "formerNames" jsonb,
      "entityKind" text, "sectorCode" text, "sizeClass" text, "registeredCapitalWan" numeric, "capitalCurrency" text,
      "establishedOn" date, "establishedPrecision" text, address text, "businessScope" text, phone text,
      "countyCode" text, "townshipCode" text, state text, "inProgramme" boolean)
    where r.import_id = ${importId} and r.change = 'updated' and firms.firm_id = r.target_id`);
  await tx.execute(sql`
    insert into events (subject_kind, subject_id, kind, payload, actor_user_id, actor_role, at)
    select 'firm', target_id, 'firm.import_undone', jsonb_build_object('importId', ${importId}::int),
      ${actorUserId}::int, ${actorRole}, ${now}
    from import_rows where import_id = ${importId} and change = 'updated'`);
  await tx.execute(sql`delete from representatives where firm_id in (${rowsOf(importId, "added")})`);
  await tx.execute(sql`delete from firms where firm_id in (${rowsOf(importId, "added")})`);
}
