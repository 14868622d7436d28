import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { readComparison } from "#app/features/pairings/compare/compare.schema.ts";
import { comparePlans } from "#app/features/pairings/compare/compare-plans.query.server.ts";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { editPlan } from "#app/features/pairings/edits/edit-plan.command.server.ts";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { getCurve } from "#app/features/pairings/policy/get-curve.query.server.ts";
import { getPairingPolicy } from "#app/features/pairings/policy/get-policy.query.server.ts";
import { policyOf, readTriedPolicy } from "#app/features/pairings/policy/policy.schema.ts";
import { policyValues } from "#app/features/pairings/policy/policy-values.ts";
import { setPairingPolicy } from "#app/features/pairings/policy/set-policy.command.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { replanHere } from "#app/features/pairings/solve-registered.server.ts";
import { listAssumed } from "#app/features/pairings/whatif/list-assumed.query.server.ts";
import { openWhatif } from "#app/features/pairings/whatif/open-whatif.command.server.ts";
import { whatifSchema } from "#app/features/pairings/whatif/whatif.schema.ts";
import { curveInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { COUNTY, type Office, openOffice, TOWNSHIP } from "#tests/support/office.ts";
import { addProgramme, drafted, published } from "#tests/support/programme.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await addProgramme(office, { deputies: 30, firms: 60 });
});
afterEach(() => office.close());

const policyNow = async () => {
  const { version: _version, ...policy } = (await getPairingPolicy(office.ctx("city"))).now;
  return policy;
};
const set = async (
  change: Partial<Awaited<ReturnType<typeof policyNow>>>,
  inForceFrom = "2026-11-24",
  who: "city" | "county" = "city",
) =>
  setPairingPolicy(office.ctx(who), randomUUID(), {
    policy: { ...(await policyNow()), ...change },
    inForceFrom,
    reason: "换届后调整",
  });

describe("the policy of pairing", () => {
  it("takes over from its day with its reason, and drafts made then follow it", async () => {
    const capacity = { township: 1, county: 1, city: 1, provincial: 1, national: 1 };
    expect(await set({ capacity }, "2026-12-01")).toEqual({ ok: true, value: { version: 2 } });
    expect((await drafted(office)).figures?.unpaired).toBe(0);
    office.advance(8 * 24 * 3_600_000);
    const plan = await drafted(office);
    expect(plan.weights.policyVersion).toBe(2);
    expect(plan.figures?.after?.loads).toHaveLength(2);
    const { versions } = await getPairingPolicy(office.ctx("city"));
    expect(versions[0]).toMatchObject({
      version: 2,
      state: "now",
      reason: "换届后调整",
      changed: ["capacity"],
    });
    expect(versions[1]).toMatchObject({ version: 1, state: "past", changed: [] });
  });

  it("is refused for a past day, out of order, without change, and to whoever is not the city supervisor", async () => {
    expect(await set({ gapStep: 40 }, "2026-11-23")).toMatchObject({
      error: { code: "plan.policy_day", field: "inForceFrom" },
    });
    expect(await set({ load: [0, -50, 0] })).toMatchObject({
      error: { code: "plan.policy_order", field: "load2" },
    });
    expect(await set({ unpaired: 200 })).toMatchObject({ error: { code: "plan.policy_unpaired" } });
    expect(await set({})).toMatchObject({ error: { code: "plan.policy_same" } });
    expect(await set({ gapStep: 40 }, "2026-11-24", "county")).toMatchObject({
      error: { code: "common.not_found" },
    });
    expect((await getPairingPolicy(office.ctx("city"))).versions).toHaveLength(1);
  });

  it("keeps every version when two are put in force at the same moment", async () => {
    const results = await Promise.all([set({ gapStep: 40 }), set({ gapStep: 50 })]);
    expect(results.map((one) => one.ok)).toEqual([true, true]);
    expect((await getPairingPolicy(office.ctx("city"))).versions.map((row) => row.version)).toEqual([
      3, 2, 1,
    ]);
  });

  it("goes through a form and back unchanged", async () => {
    const policy = await policyNow();
    expect(readTriedPolicy(new URLSearchParams(policyValues(policy)))).toEqual(policy);
    expect(readTriedPolicy(new URLSearchParams({ ...policyValues(policy), capacity_city: "-1" }))).toBeNull();
  });

  it("shows what calm costs: changes never grow with the weight, cost never falls", async () => {
    await published(office, "county", { mode: "reoptimise" });
    await office.owner`update deputies set state = 'left' where deputy_id = ${office.deputies.colleague}`;
    const curve = await getCurve(office.ctx("county"), { countyCode: null, policy: null }, curveInWorker);
    if (!curve.ok) throw new Error(curve.error.code);
    const { points, paired } = curve.value;
    expect(paired).toBe(64);
    const rising = (list: number[]) => list.every((value, at) => at === 0 || value >= list[at - 1]!);
    expect(rising(points.map((point) => -point.changed))).toBe(true);
    expect(rising(points.map((point) => point.cost))).toBe(true);
    const tight = { ...(await policyNow()), distance: [0, 0, 0] };
    const tried = await getCurve(office.ctx("county"), { countyCode: null, policy: tight }, curveInWorker);
    expect(tried.ok && tried.value.points[0]!.cost).toBeLessThan(points[0]!.cost);
  });
});

describe("a what-if", () => {
  const form = async (change: Record<string, string>) =>
    whatifSchema.parse({ ...policyValues(await policyNow()), base: "repair", countyCode: COUNTY, ...change });
  const asked = async (change: Record<string, string>, who: "county" | "city" = "county") => {
    const opened = await openWhatif(office.ctx(who), randomUUID(), await form(change));
    if (!opened.ok) return opened;
    await runDraft(office.ctx(who), opened.value.planId, computeHere);
    return { ok: true as const, plan: (await findPlan(office.ctx(who), opened.value.planId, null))! };
  };

  it("moves the firms of who would leave, says what it assumes, and is never published", async () => {
    await published(office);
    const [{ held } = { held: 0 }] = await office.owner<{ held: number }[]>`
      select count(*)::int as held from pairings where deputy_id = ${office.deputies.deputy} and ended_on is null`;
    const made = await asked({ leaving: "deputy\n\n" });
    if (!made.ok) throw new Error(made.error.code);
    const { plan } = made;
    expect(plan).toMatchObject({ purpose: "whatif", figures: { changed: held, changedMinimum: held } });
    const assumed = await listAssumed(office.ctx("county"), plan.settings.assume!);
    expect(assumed.leaving).toEqual([{ deputyId: office.deputies.deputy, name: "deputy", firms: held }]);
    const { planId, version } = plan;
    const refused = await publishPlan(office.ctx("county"), randomUUID(), { planId, version, reason: "试" });
    expect(refused).toMatchObject({ error: { code: "plan.hypothetical" } });
  });

  it("gives a township new deputies and other capacities, and marks the firms they would take", async () => {
    const capacity = Object.fromEntries(DEPUTY_LEVELS.map((level) => [`capacity_${level}`, "1"]));
    const before = await asked(capacity);
    const after = await asked({ ...capacity, township_1: TOWNSHIP, level_1: "township", count_1: "3" });
    if (!before.ok || !after.ok) throw new Error("refused");
    expect(after.plan.figures!.unpaired).toBe(before.plan.figures!.unpaired - 3);
    expect(after.plan.byReason).toContainEqual({ reason: "assumed", count: 3 });
    expect(policyOf(await form(capacity)).capacity.city).toBe(1);
  });

  it("names the line that says nobody, or several, and asks for an assumption at all", async () => {
    await office.owner`update deputies set name = '王同名' where name in ('代表1', '代表2')`;
    expect(await asked({ leaving: "deputy\n没有的人" })).toMatchObject({
      error: { code: "plan.line_unknown", facts: { line: 2, text: "没有的人" }, field: "leaving" },
    });
    expect(await asked({ leaving: "王同名" })).toMatchObject({
      error: { code: "plan.line_ambiguous", facts: { line: 1, count: 2 } },
    });
    expect(await asked({})).toMatchObject({ error: { code: "plan.nothing_assumed" } });
  });
});

describe("a comparison of two plans", () => {
  it("lists exactly the firms they disagree about, and shows none outside the reader's scope", async () => {
    await published(office);
    const [one, two] = [await drafted(office), await drafted(office)];
    const [other] = await office.owner<{ firm_id: number; deputy_id: number }[]>`
      select r.firm_id, d.deputy_id from pairing_plan_rows r, deputies d
      where r.plan_id = ${two.planId} and d.name = 'colleague' and r.deputy_id <> d.deputy_id order by r.firm_id limit 1`;
    const edit = {
      planId: two.planId,
      version: two.version,
      firmId: other!.firm_id,
      deputyId: other!.deputy_id,
    };
    const edited = await editPlan(office.ctx("county"), randomUUID(), edit, replanHere);
    if (!edited.ok) throw new Error(edited.error.code);
    const list = readComparison(new URLSearchParams({ a: String(one.planId), b: String(two.planId) }));
    const found = await comparePlans(office.ctx("county"), list);
    expect(found?.differing).toBe(edited.value.moved);
    expect(found?.rows.rows).toHaveLength(edited.value.moved);
    expect(found?.rows.rows.map((row) => row.firmId)).toContain(other!.firm_id);
    expect(found?.byCounty).toMatchObject([{ countyCode: COUNTY, differing: edited.value.moved }]);
    expect(await comparePlans(office.ctx("otherCounty"), list)).toBeUndefined();
  });
});
