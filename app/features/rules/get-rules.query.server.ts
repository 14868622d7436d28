import { sql } from "drizzle-orm";
import { type DeadlinePolicy, policyInForce } from "#app/domain/deadline/policy.ts";
import type { SupervisionPolicy } from "#app/domain/supervision/policy.ts";
import { type LadderDraft, ladderNumbers } from "#app/domain/supervision/rehearsal.ts";
import type { RehearsalState } from "#app/domain/supervision/states.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { loadPolicy, loadRulebook, policyBook } from "#db/views/rulebook.ts";

/** A version of the rules; instants ISO. */
export type RulesVersion = {
  kind: string;
  version: number;
  inForceFrom: string;
  reason: string;
  by: string | null;
};
export type RehearsalRow = {
  rehearsalId: number;
  purpose: string;
  state: RehearsalState;
  by: string;
  createdAt: string;
  ofCalendar: boolean;
};

/** The rules as they are in force, their versions, and the rehearsals made. */
export type RulesPage = {
  deadlines: Pick<DeadlinePolicy, "days" | "answerDays">;
  ladder: LadderDraft;
  /** Where an exception to the ladder may hold. */
  places: {
    categories: { code: string; name: string; nameEn: string }[];
    counties: { code: string; name: string; nameEn: string }[];
  };
  desk: SupervisionPolicy;
  calendar: { announcedThrough: string; coveredTo: string };
  versions: RulesVersion[];
  rehearsals: RehearsalRow[];
};

export function getRules(ctx: Ctx): Promise<RulesPage> {
  return readTx(ctx, async (tx, now) => {
    const rulebook = await loadRulebook(ctx.db, tx, now);
    const book = policyBook(rulebook);
    const { days, answerDays } = policyInForce(book.deadlines, Date.parse(now));
    const { soonDays, pausedLongDays, letterReplyDays, hollow } = await loadPolicy<SupervisionPolicy>(
      tx,
      "supervision",
      now,
    );
    const versions = await tx.execute<RulesVersion>(sql`
      select p.kind, p.policy_version as version, p.reason, u.name as by,
        to_char(p.in_force_from at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "inForceFrom"
      from policies p left join users u on u.user_id = p.created_by
      where p.kind in ('deadlines', 'ladder', 'supervision') order by p.policy_id desc limit 50`);
    const rows = await tx.execute<RehearsalRow>(sql`
      select r.rehearsal_id as "rehearsalId", r.purpose, r.state, u.name as by, r.draft->'calendar' <> 'null'::jsonb as "ofCalendar",
        to_char(r.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
      from rehearsals r join users u on u.user_id = r.created_by order by r.rehearsal_id desc limit 30`);
    const [announced] = await tx.execute<{ day: string | null }>(sql`
      select max(day)::text as day from calendar_days where status = 'announced'`);
    const [places] = await tx.execute<RulesPage["places"]>(sql`
      select (select jsonb_agg(jsonb_build_object('code', category_code, 'name', name, 'nameEn', name_en) order by category_code)
          from categories where active) as categories,
        (select jsonb_agg(jsonb_build_object('code', county_code, 'name', short_name, 'nameEn', name_en) order by sort) from counties) as counties`);
    return {
      places: { categories: places?.categories ?? [], counties: places?.counties ?? [] },
      deadlines: { days, answerDays },
      ladder: ladderNumbers(policyInForce(book.ladders, Date.parse(now))),
      desk: { soonDays, pausedLongDays, letterReplyDays, hollow },
      calendar: { announcedThrough: announced?.day ?? "", coveredTo: rulebook.calendar.coverage.to },
      versions: [...versions],
      rehearsals: [...rows],
    };
  });
}
