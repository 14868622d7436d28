import { eq, type SQL, sql } from "drizzle-orm";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { Alternative } from "#app/domain/pairing/explain.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import type { Explained } from "#app/features/pairings/worker/explain-here.server.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { searchCondition } from "#db/views/search.ts";
import { editedProblem } from "./edited-problem.server.ts";

/** Asks for an explanation; the problem is loaded only where the plan is not held yet. */
export type AskExplainer = (
  question: { key: string; firm: number | null; deputy?: number },
  load: () => Promise<PairingProblem>,
) => Promise<Explained>;

/** A deputy as an explanation names one: level, place, firms held in the plan and places. */
export type NamedDeputy = {
  deputyId: number;
  name: string;
  level: DeputyLevel;
  township: string | null;
  held: number;
  places: number;
};
/** A firm that would go elsewhere; its name is empty where it lies outside the reader's scope. */
export type NamedMove = {
  firmId: number;
  firm: string;
  from: NamedDeputy | null;
  to: NamedDeputy | null;
};
/** Another choice and what it would add to the whole; `moves` are all firms that would go elsewhere, the firm first. */
export type PricedChoice = { deputy: NamedDeputy | null; price: number; moves: NamedMove[] };

/** Why a firm has the liaison a plan gives it: the parts of the pair's cost, the next best with their exact price. */
export type PairExplanation = {
  deputy: NamedDeputy | null;
  pinned: boolean;
  byHand: boolean;
  cost: { distance: number; sector: number; gap: number; keep: number } | null;
  alternatives: PricedChoice[];
  without: PricedChoice | null;
  /** The choice asked about; null where a hard rule forbids it. */
  chosen?: PricedChoice | null;
};

/**
 * Explains firm `firmId` in a plan as it stands (edits included), and prices deputy `deputyId` where asked. Exact: every price is
 * the difference of two optima. `common.not_found` where the plan, its problem or the firm is not there.
 */
export async function explainPair(
  ctx: Ctx,
  input: { planId: number; firmId: number; deputyId?: number },
  ask: AskExplainer,
): Promise<Result<PairExplanation>> {
  const { planId, firmId, deputyId } = input;
  const found = await readTx(ctx, async (tx) => {
    const [plan] = await tx
      .select({ version: pairingPlans.version })
      .from(pairingPlans)
      .where(eq(pairingPlans.planId, planId));
    const edited = plan && (await editedProblem(tx, planId));
    return plan && edited && { version: plan.version, edited };
  });
  if (!found) return refuse("common.not_found", {});
  const { registered, byHand } = found.edited;
  const firm = registered.firmIds.indexOf(firmId);
  if (firm < 0) return refuse("plan.firm_not_in_plan", {});
  const deputy = deputyId === undefined ? undefined : registered.deputyIds.indexOf(deputyId);
  if (deputy !== undefined && deputy < 0) return refuse("plan.pair_not_allowed", {}, "deputyId");
  const key = `plan ${planId}/${found.version}`;
  const answer = await ask({ key, firm, deputy }, async () => registered.problem);
  if (!answer.known) return refuse("plan.broken_off", {});
  if (answer.what === "refusal") return refusal(answer.refusal);
  if (answer.what !== "firm") return refuse("plan.broken_off", {});
  const { explanation, chosen } = answer;
  const asked = [...explanation.alternatives, explanation.without, chosen].filter((one) => !!one);
  return readTx(ctx, async (tx) => {
    const names = await namesFor(
      tx,
      planId,
      asked,
      explanation.deputy,
      firm,
      registered,
      firmScope(ctx.actor),
    );
    const priced = (choice: Alternative): PricedChoice => ({
      deputy: names.deputy(choice.deputy),
      price: choice.price,
      moves: choice.moves.map((move) => ({
        firmId: registered.firmIds[move.firm]!,
        firm: names.firm(move.firm),
        from: names.deputy(move.from),
        to: names.deputy(move.to),
      })),
    });
    return ok({
      deputy: names.deputy(explanation.deputy),
      pinned: explanation.pinned,
      byHand: byHand.has(firm),
      cost: explanation.cost,
      alternatives: explanation.alternatives.map(priced),
      without: explanation.without && priced(explanation.without),
      ...(chosen === undefined ? {} : { chosen: chosen && priced(chosen) }),
    });
  });
}

function refusal(error: Refusal): Result<never> {
  return { ok: false, error };
}

async function namesFor(
  tx: Tx,
  planId: number,
  choices: readonly Alternative[],
  own: number,
  firm: number,
  { firmIds, deputyIds, problem }: { firmIds: number[]; deputyIds: number[]; problem: PairingProblem },
  scope: SQL,
) {
  const moves = choices.flatMap((choice) => choice.moves);
  const people = [own, ...choices.map((one) => one.deputy), ...moves.flatMap((move) => [move.from, move.to])];
  const ids = [...new Set(people.filter((index) => index >= 0))].map((index) => deputyIds[index]!);
  const named = await tx.execute<Omit<NamedDeputy, "places">>(sql`
    select d.deputy_id as "deputyId", d.name, d.level, t.name as township,
      (select count(*)::int from pairing_plan_rows r where r.plan_id = ${planId} and r.deputy_id = d.deputy_id) as held
    from deputies d left join townships t on t.township_code = d.township_code
    where d.deputy_id in (select value::int from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`);
  const places = [...new Set([firm, ...moves.map((move) => move.firm)])].map((index) => firmIds[index]!);
  const firms = await tx.execute<{ firm_id: number; name: string }>(sql`
    select firm_id, name from firms
    where ${scope} and firm_id in (select value::int from jsonb_array_elements_text(${JSON.stringify(places)}::text::jsonb))`);
  const byId = new Map(named.map((row) => [row.deputyId, row]));
  const firmName = new Map(firms.map((row) => [row.firm_id, row.name]));
  return {
    deputy: (index: number): NamedDeputy | null => {
      const row = index < 0 ? undefined : byId.get(deputyIds[index]!);
      return row ? { ...row, places: problem.deputies.capacity[index]! } : null;
    },
    firm: (index: number) => firmName.get(firmIds[index]!) ?? "",
  };
}

/** A firm in a plan: who it is, its liaison today and in the plan. */
export type FirmInPlan = {
  planId: number;
  state: string;
  version: number;
  firmId: number;
  firm: string;
  township: string | null;
  reason: string | null;
  from: { deputyId: number; name: string } | null;
  to: { deputyId: number; name: string } | null;
  editId: number | null;
};

/** The firm's row in a plan of the actor's scope; undefined where either is not there. */
export async function findFirmInPlan(
  ctx: Ctx,
  planId: number,
  firmId: number,
): Promise<FirmInPlan | undefined> {
  return readTx(ctx, async (tx) => {
    const [row] = await tx.execute<FirmInPlan>(sql`
      select r.plan_id as "planId", pairing_plans.state, pairing_plans.version, r.firm_id as "firmId", f.name as firm, t.name as township, r.reason,
        case when a.deputy_id is null then null else jsonb_build_object('deputyId', a.deputy_id, 'name', a.name) end as "from",
        case when b.deputy_id is null then null else jsonb_build_object('deputyId', b.deputy_id, 'name', b.name) end as "to",
        (select max(edit_id) from pairing_plan_edits e where e.plan_id = r.plan_id and e.firm_id = r.firm_id and e.undone_at is null) as "editId"
      from pairing_plan_rows r join pairing_plans on pairing_plans.plan_id = r.plan_id join firms f using (firm_id)
        left join townships t on t.township_code = f.township_code
        left join deputies a on a.deputy_id = r.previous_deputy_id left join deputies b on b.deputy_id = r.deputy_id
      where r.plan_id = ${planId} and r.firm_id = ${firmId} and ${planScope(ctx)}`);
    return row;
  });
}

/** A deputy of the plan's scope whom an edit by hand may choose. */
export type FoundDeputy = { deputyId: number; name: string; level: DeputyLevel; township: string | null };

/** Deputies of the plan's scope by name, code or pinyin, at most ten: those of the firm's township first, then of its county. */
export async function findDeputies(
  ctx: Ctx,
  { planId, firmId }: { planId: number; firmId: number },
  typed: string,
): Promise<FoundDeputy[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<FoundDeputy>(sql`
      select d.deputy_id as "deputyId", d.name, d.level, t.name as township
      from deputies d left join townships t on t.township_code = d.township_code
        join pairing_plans on pairing_plans.plan_id = ${planId} join firms f on f.firm_id = ${firmId}
      where d.state = 'active' and (pairing_plans.county_code is null or d.county_code = pairing_plans.county_code)
        and ${planScope(ctx)} and ${searchCondition(sql`d.search_text`, typed)}
      order by d.township_code is distinct from f.township_code, d.county_code is distinct from f.county_code, d.name, d.deputy_id limit 10`);
    return [...rows];
  });
}
