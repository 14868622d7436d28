import { sql } from "drizzle-orm";
import type { PlanState } from "#app/domain/plan/states.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";

/** Where a change of term stands within what the actor may see. */
export type TermState = {
  /** Deputies who left by a list and are not settled yet. */
  unsettled: number;
  /** Deputies who left and still hold firms, and how many firms. */
  leaving: number;
  firms: number;
  /** Active deputies without a firm: the new ones and whoever else is free. */
  free: number;
  /** Active deputies with a firm who have not opened their account yet. */
  withoutAccount: number;
  plan: { planId: number; state: PlanState; changed: number | null } | null;
};

/** Reads where the change of term stands; the plan is the latest one that a term was begun with. */
export async function getTerm(ctx: Ctx): Promise<TermState> {
  return readTx(ctx, async (tx) => {
    const [counted] = await tx.execute<Omit<TermState, "plan">>(sql`
      with held as (select deputy_id, count(*)::int as firms from pairings where ended_on is null group by deputy_id)
      select count(*) filter (where deputies.state <> 'active' and deputies.left_on is null)::int as unsettled,
        count(*) filter (where deputies.state <> 'active' and held.firms > 0)::int as leaving,
        coalesce(sum(held.firms) filter (where deputies.state <> 'active'), 0)::int as firms,
        count(*) filter (where deputies.state = 'active' and held.firms is null)::int as free,
        count(*) filter (where deputies.state = 'active' and held.firms > 0 and (u.user_id is null or u.state = 'invited'))::int as "withoutAccount"
      from deputies left join held using (deputy_id) left join users u on u.user_id = deputies.user_id where ${deputyScope(ctx.actor)}`);
    const [plan] = await tx.execute<NonNullable<TermState["plan"]>>(sql`
      select plan_id as "planId", pairing_plans.state, (figures->>'changed')::int as changed
      from pairing_plans where ${planScope(ctx)} and exists (select from events e where e.subject_kind = 'pairing_plan'
        and e.subject_id = pairing_plans.plan_id and e.kind = 'pairing_term.begun') order by plan_id desc limit 1`);
    return { ...counted!, plan: plan ?? null };
  });
}
