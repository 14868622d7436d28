import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { FAREWELL_DAYS } from "#app/domain/plan/handover.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { insertDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { plannedCounty } from "#app/features/pairings/plan-scope.server.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { tellCare } from "#db/writes/tell-care.ts";

/** What beginning a term did: the draft it opened, deputies whose leaving was settled, firms that are in the townships' care. */
export type BegunTerm = { planId: number; left: number; firms: number };

/**
 * Takes a change of term 换届 on from the imported list, in one run: whoever the list lets go (卸任) keeps the pairs until the new plan is
 * published, can sign in a while longer to hand over, and each township office is told once how many firms it looks after 代管; then a
 * repair of the scope is opened as the term's plan. Deputies settled before are left alone, so it may be run again after a further list.
 */
export function beginTerm(
  ctx: Ctx,
  key: string,
  input: { countyCode: string | null },
): Promise<Result<BegunTerm>> {
  const countyCode = plannedCounty(ctx, input.countyCode);
  return once(ctx, { key, action: "pairing_term.begin", content: input }, async (tx, now) => {
    if (countyCode === undefined) return refuse("common.not_found", {});
    const settled = await settleDepartures(tx, countyCode, civilDayOf(now), now);
    const opened = await insertDraft(tx, ctx, now, { mode: "repair", countyCode });
    if (!opened.ok) return opened;
    const { planId } = opened.value;
    const payload = { planId, ...settled };
    const about = { subjectKind: "pairing_plan" as const, subjectId: planId };
    await recordEvent(tx, ctx.actor, now, { ...about, kind: "pairing_term.begun", payload });
    const audit = { action: "pairing_term.begun", objectKind: "pairing_plan" as const, objectId: planId };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail: payload }, ctx.requestId);
    return ok(payload);
  });
}

/** Gives those who left by a list their day and reason, ends their sign-in after the farewell, and tells the townships, one notice each. */
async function settleDepartures(
  tx: Tx,
  countyCode: string | null,
  today: string,
  now: string,
): Promise<{ left: number; firms: number }> {
  const mine = countyCode === null ? sql`true` : sql`d.county_code = ${countyCode}`;
  const gone = await tx.execute<{ deputy_id: number }>(sql`
    update deputies d set left_reason = 'term_ended', version = d.version + 1,
      left_on = least(${today}::date, coalesce((select max(m.ended_on) from mandates m where m.deputy_id = d.deputy_id), ${today}::date))
    where d.state <> 'active' and d.left_on is null and ${mine} returning d.deputy_id`);
  if (gone.length === 0) return { left: 0, firms: 0 };
  const deputyIds = gone.map((row) => row.deputy_id);
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(deputyIds)}::text::jsonb)::int)`;
  await tx.execute(sql`
    update role_grants g set ended_on = greatest(d.left_on + ${FAREWELL_DAYS}::int, g.started_on)
    from deputies d where d.deputy_id = g.deputy_id and g.ended_on is null and g.deputy_id in ${ids}`);
  return { left: gone.length, firms: await tellCare(tx, now, deputyIds) };
}
