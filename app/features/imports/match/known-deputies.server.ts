import { sql } from "drizzle-orm";
import type { DeputyLookup, RegisteredDeputy } from "#app/domain/register/compare/deputy.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import type { Tx } from "#db/client.ts";

/** The whole register of deputies in memory: some 8,000 rows, so that namesakes are seen too. */
export async function knownDeputies(tx: Tx): Promise<DeputyLookup> {
  const rows = await tx.execute<RegisteredDeputy>(sql`
    select deputies.deputy_id as "deputyId", name, phone, card_no as "cardNo", deputies.level,
      deputies.county_code as "countyCode", deputies.township_code as "townshipCode", sector_code as "sectorCode",
      employer_name as "employerName", employer_uscc as "employerUscc", state, version,
      coalesce(held.mandates, '[]'::jsonb) as mandates
    from deputies left join (
      select deputy_id, jsonb_agg(jsonb_build_object('mandateId', mandate_id, 'level', level,
        'electoralUnit', electoral_unit, 'startedOn', started_on, 'endedOn', ended_on)) as mandates
      from mandates group by deputy_id) held using (deputy_id)`);
  const byPhone = new Map<string, RegisteredDeputy>();
  const byCard = new Map<string, RegisteredDeputy>();
  const byName = new Map<string, RegisteredDeputy[]>();
  for (const row of rows) {
    if (row.phone !== null) byPhone.set(row.phone, row);
    if (row.cardNo !== null) byCard.set(row.cardNo, row);
    const key = compareKey(row.name);
    byName.set(key, [...(byName.get(key) ?? []), row]);
  }
  return {
    byPhone: (phone) => byPhone.get(phone),
    byCard: (cardNo) => byCard.get(cardNo),
    byName: (name) => byName.get(compareKey(name)) ?? [],
  };
}
