import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { editPlan, undoEdit } from "#app/features/pairings/edits/edit-plan.command.server.ts";
import { editedProblem } from "#app/features/pairings/edits/edited-problem.server.ts";
import { type AskExplainer, explainPair } from "#app/features/pairings/edits/explain-pair.query.server.ts";
import { findPlan, type PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { replanHere } from "#app/features/pairings/solve-registered.server.ts";
import { explainHere } from "#app/features/pairings/worker/explain-here.server.ts";
import { readTx } from "#db/client.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, drafted } from "#tests/support/programme.ts";

let office: Office;
let made: { deputyIds: number[]; firmIds: number[] };
let plan: PlanPage;
beforeAll(async () => {
  office = await openOffice();
  made = await addProgramme(office, { deputies: 45, firms: 125 });
  plan = await drafted(office);
});
afterAll(() => office.close());

const ask: AskExplainer = async (question, load) => {
  const known = explainHere({ ...question, task: "explain" });
  return known.known ? known : explainHere({ ...question, task: "explain", problem: await load() });
};
const again = async () => (await findPlan(office.ctx("county"), plan.planId, null))!;
const edit = async (firmId: number, deputyId: number, version = plan.version) =>
  editPlan(
    office.ctx("county"),
    randomUUID(),
    { planId: plan.planId, version, firmId, deputyId },
    replanHere,
  );
const pairOf = async (firmId: number) => {
  const [row] = await office.owner`
    select deputy_id, reason from pairing_plan_rows where plan_id = ${plan.planId} and firm_id = ${firmId}`;
  return row as { deputy_id: number; reason: string };
};

describe("an edit of a draft by hand", () => {
  it("costs exactly what was said before, which is the difference of two full solutions", async () => {
    for (const firmId of made.firmIds.slice(0, 6)) {
      plan = await again();
      const why = await explainPair(office.ctx("county"), { planId: plan.planId, firmId }, ask);
      if (!why.ok) throw new Error(why.error.code);
      expect(why.value.alternatives).toHaveLength(3);
      const choice = why.value.alternatives[2]!;
      const deputyId = choice.deputy!.deputyId;
      const before = plan.figures!;
      const result = await edit(firmId, deputyId);
      expect(result).toMatchObject({ ok: true, value: { price: choice.price } });
      plan = await again();
      expect(plan.figures).toMatchObject({ objective: before.objective + choice.price, proven: true });
      expect(await pairOf(firmId)).toEqual({ deputy_id: deputyId, reason: "by_hand" });
      const edited = await readTx(office.ctx("system"), (tx) => editedProblem(tx, plan.planId));
      const full = solvePairing(edited!.registered.problem);
      expect(full.ok && full.value.objective).toBe(plan.figures?.objective);
    }
    expect(plan.edits).toHaveLength(6);
  });

  it("moves few firms beside the one it is about", async () => {
    const moved = plan.edits.map((one) => one.moved).sort((a, b) => a - b);
    expect(moved.slice(0, 4)).toEqual([2, 2, 2, 2]);
    // Where no short way costs just as little, the walk between the two optima is taken: still a part of the plan.
    expect(moved.at(-1)).toBeLessThan(made.firmIds.length / 4);
  });

  it("is taken back with its price, and the plan is the optimum it was", async () => {
    const last = plan.edits[0]!;
    const before = plan.figures!;
    const undone = await undoEdit(
      office.ctx("county"),
      randomUUID(),
      { planId: plan.planId, version: plan.version, editId: last.editId },
      replanHere,
    );
    expect(undone).toMatchObject({ ok: true, value: { price: 0 - last.price } });
    plan = await again();
    expect(plan.figures?.objective).toBe(before.objective - last.price);
    expect(plan.edits.map((one) => one.editId)).not.toContain(last.editId);
    expect((await pairOf(last.firmId)).reason).not.toBe("by_hand");
  });

  it("is refused against a hard rule, for the same deputy, without a place, and out of scope", async () => {
    const { owner } = office;
    const firmId = made.firmIds[10]!;
    plan = await again();
    expect(await edit(firmId, office.deputies.stranger)).toMatchObject({
      error: { code: "plan.pair_not_allowed" },
    });
    const now = await pairOf(firmId);
    expect(await edit(firmId, now.deputy_id)).toMatchObject({ error: { code: "plan.same_deputy" } });
    expect(await edit(office.firms.far, made.deputyIds[0]!)).toMatchObject({
      error: { code: "plan.firm_not_in_plan" },
    });
    const [busy] = await owner<{ deputy_id: number }[]>`
      select deputy_id from deputies where card_no like 'P%' and deputy_id not in
        (select deputy_id from pairing_plan_edits) order by deputy_id limit 1`;
    const others = await owner<{ firm_id: number }[]>`
      select firm_id from pairing_plan_rows where plan_id = ${plan.planId} and deputy_id <> ${busy!.deputy_id}
        and reason = 'new_firm' order by firm_id desc limit 4`;
    for (const { firm_id } of others.slice(0, 3)) {
      plan = await again();
      expect((await edit(firm_id, busy!.deputy_id)).ok).toBe(true);
    }
    plan = await again();
    expect(await edit(others[3]!.firm_id, busy!.deputy_id)).toMatchObject({
      error: { code: "plan.no_place", facts: { capacity: 3 } },
    });
    const strange = { planId: plan.planId, version: plan.version, firmId, deputyId: made.deputyIds[0]! };
    expect(await editPlan(office.ctx("otherCounty"), randomUUID(), strange, replanHere)).toMatchObject({
      error: { code: "common.not_found" },
    });
  });

  it("made from an older sight of the draft is refused, two at once leave one", async () => {
    const [a, b] = [made.firmIds[20]!, made.firmIds[21]!];
    const version = (await again()).version;
    const other = async (firmId: number) => {
      const { deputy_id } = await pairOf(firmId);
      return made.deputyIds.findLast((id) => id !== deputy_id)!;
    };
    const results = await Promise.all([edit(a, await other(a), version), edit(b, await other(b), version)]);
    const codes = results.map((one) => (one.ok ? "ok" : one.error.code)).sort();
    expect(codes).toEqual(["common.conflict", "ok"]);
    expect(await edit(a, made.deputyIds[5]!, version - 1)).toMatchObject({
      error: { code: "common.conflict" },
    });
  });
});
