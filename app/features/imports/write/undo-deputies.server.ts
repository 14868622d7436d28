import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";

/** Deputies of an import that can't be taken back: changed since, or (added ones) paired, credited, named in an issue, with an account. */
export async function usedDeputies(tx: Tx, importId: number): Promise<number> {
  const added = sql`select deputy_id from deputies where import_id = ${importId}`;
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select deputy_id from deputies where import_id = ${importId} and (version <> 1 or user_id is not null)
      union select d.deputy_id from import_rows r join deputies d on d.deputy_id = r.target_id
        where r.import_id = ${importId} and r.change = 'updated' and r.before is not null
          and d.version <> (r.before ->> 'version')::int + 1
      union select deputy_id from pairings where deputy_id in (${added})
      union select deputy_id from contact_deputies where deputy_id in (${added})
      union select deputy_id from issue_parties where deputy_id in (${added})
      union select deputy_id from pairing_plan_rows where deputy_id in (${added})
      union select deputy_id from pairing_constraints where deputy_id in (${added})
      union select deputy_id from role_grants where deputy_id in (${added})) as used`);
  return row?.count ?? 0;
}

/** Takes the deputies of an import back, with the mandates it began and ended. */
export async function undoDeputies(tx: Tx, actor: Actor, importId: number, now: string): Promise<void> {
  const { actorUserId, actorRole } = actorColumns(actor);
  const changed = sql`import_rows r where r.import_id = ${importId} and r.change = 'updated' and r.before is not null`;
  await tx.execute(sql`
    update mandates set ended_on = null from ${changed}
      and mandate_id = (r.candidate -> 'write' -> 'mandate' -> 'end' ->> 'mandateId')::int`);
  await tx.execute(sql`
    delete from mandates using ${changed} and mandates.deputy_id = r.target_id
      and mandates.level = r.candidate -> 'write' ->> 'level' and mandates.ended_on is not distinct from (r.candidate -> 'write' -> 'mandate' -> 'add' ->> 'endedOn')::date
      and mandates.started_on = (r.candidate -> 'write' -> 'mandate' -> 'add' ->> 'startedOn')::date`);
  await tx.execute(sql`
    update deputies d set phone = e.phone, card_no = e."cardNo", level = e.level, township_code = e."townshipCode",
      sector_code = e."sectorCode", employer_name = e."employerName", employer_uscc = e."employerUscc", state = e.state,
      version = d.version + 1
    from import_rows r cross join lateral jsonb_to_record(r.before -> 'entry') as e(phone text, "cardNo" text, level text,
      "townshipCode" text, "sectorCode" text, "employerName" text, "employerUscc" text, state text)
    where r.import_id = ${importId} and r.change = 'updated' and r.before is not null and d.deputy_id = r.target_id`);
  await tx.execute(sql`
    insert into events (subject_kind, subject_id, kind, payload, actor_user_id, actor_role, at)
    select distinct 'deputy', r.target_id, 'deputy.import_undone', jsonb_build_object('importId', ${importId}::int),
      ${actorUserId}::int, ${actorRole}, ${now}::timestamptz
    from ${changed}`);
  await tx.execute(sql`
    delete from mandates where deputy_id in (select deputy_id from deputies where import_id = ${importId})`);
  await tx.execute(sql`delete from deputies where import_id = ${importId}`);
}
