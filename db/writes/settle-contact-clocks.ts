import { type SQL, sql } from "drizzle-orm";
import { contactClock } from "#app/domain/contact/contact-clock.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import type { Tx } from "../client.ts";
import { cadenceAt, type Rulebook } from "../views/rulebook.ts";

/** How many contact clocks were ended and started. */
export type SettledClocks = { ended: number; started: number };

/**
 * Brings the clocks of kind `contact` into line with the running pairs and their due days, set-based: a pair that ended, whose day moved
 * or whose contact was logged ends its clock, and the new day starts the next episode. What agrees already is left alone, so that
 * repeats and rivals change nothing. Called wherever a pair starts or ends or its due day moves; without firms, for all pairs.
 */
export async function settleContactClocks(
  tx: Tx,
  now: string,
  rulebook: Rulebook,
  firmIds?: readonly number[],
): Promise<SettledClocks> {
  const ids = sql`${`{${firmIds?.join(",") ?? ""}}`}::integer[]`;
  const ofFirms = firmIds === undefined ? sql`true` : sql`p.firm_id = any(${ids})`;
  const ofPairs = (subject: SQL) =>
    firmIds === undefined
      ? sql`true`
      : sql`${subject} in (select p.pairing_id from pairings p where p.firm_id = any(${ids}))`;
  const ended = await tx.execute(sql`
    update clocks c set ended_at = greatest(${now}::timestamptz, c.started_at), next_due_at = null, next_level = null, version = c.version + 1
    where c.kind = 'contact' and c.ended_at is null
      and ${ofPairs(sql`c.subject_id`)}
      and not exists (select from pairings p where p.pairing_id = c.subject_id and p.ended_on is null
        and p.contact_due_on = (c.due_at at time zone 'Asia/Shanghai')::date)
    returning c.clock_id`);
  const wanting = sql`
    from pairings p join firms f on f.firm_id = p.firm_id join deputies d on d.deputy_id = p.deputy_id
    where p.ended_on is null and p.contact_due_on is not null and ${ofFirms}
      and not exists (select from clocks c where c.subject_kind = 'pairing' and c.subject_id = p.pairing_id and c.kind = 'contact' and c.ended_at is null)`;
  const days = await tx.execute<{ day: string }>(
    sql`select distinct p.contact_due_on::text as day ${wanting}`,
  );
  if (days.length === 0) return { ended: ended.length, started: 0 };
  const cadence = cadenceAt(rulebook, now);
  const policies = {
    deadlines: rulebook.deadlines,
    ladders: rulebook.versionsOf<LadderPolicy>("ladder"),
  };
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const clocks = days.map(({ day }) => {
    const clock = contactClock(day, Date.parse(now), cadence, policies, rulebook.calendar);
    const { startedAt, dueAt, nextDueAt, ...rest } = clock;
    return { ...rest, day, startedAt: iso(startedAt), dueAt: iso(dueAt), nextDueAt: iso(nextDueAt) };
  });
  const started = await tx.execute(sql`
    insert into clocks (subject_kind, subject_id, kind, ladder, episode, owner_party, owner_county_code, policy_version,
      started_at, due_at, allowance_ms, working_days, next_due_at, next_level)
    select 'pairing', w.pairing_id, 'contact', 'contact', 1 + coalesce(e.last, 0), 'deputy', w.county_code, t."policyVersion", t."startedAt", t."dueAt", t."allowanceMs", t."workingDays", t."nextDueAt", t."nextLevel"
    from (select p.pairing_id, p.contact_due_on, coalesce(f.county_code, d.county_code) as county_code ${wanting}) w
    join jsonb_to_recordset(${JSON.stringify(clocks)}::text::jsonb) as t(day date, "policyVersion" int, "startedAt" timestamptz,
      "dueAt" timestamptz, "allowanceMs" float8, "workingDays" int, "nextDueAt" timestamptz, "nextLevel" int) on t.day = w.contact_due_on
    left join (select c.subject_id, max(c.episode) as last from clocks c
      where c.subject_kind = 'pairing' and c.kind = 'contact' and ${ofPairs(sql`c.subject_id`)} group by c.subject_id) e on e.subject_id = w.pairing_id
    on conflict do nothing returning clock_id`);
  return { ended: ended.length, started: started.length };
}
