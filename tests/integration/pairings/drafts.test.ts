import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportChanges } from "#app/features/pairings/changes/export-changes.command.server.ts";
import { readChangeList } from "#app/features/pairings/changes/plan-changes.schema.ts";
import { computeBy, computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { openDraft, runDraft, stopRun } from "#app/features/pairings/draft-plan.command.server.ts";
import { endDraft } from "#app/features/pairings/end-draft.command.server.ts";
import { findPlan, listPlans } from "#app/features/pairings/get-plan.query.server.ts";
import { solveHere } from "#app/features/pairings/solve-registered.server.ts";
import { computeInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { readSheets } from "#app/platform/sheets/read-sheet.server.ts";
import { COUNTY, type Office, OTHER_COUNTY, openOffice } from "#tests/support/office.ts";
import { addProgramme, drafted, liaisons } from "#tests/support/programme.ts";
import { bytesOf } from "#tests/support/stream-bytes.ts";

let office: Office;
let made: { deputyIds: number[]; firmIds: number[] };
beforeAll(async () => {
  office = await openOffice();
  made = await addProgramme(office, { deputies: 40, firms: 120 });
});
afterAll(() => office.close());

const open = async (who: "county" | "city" = "county", countyCode: string | null = COUNTY) => {
  const opened = await openDraft(office.ctx(who), randomUUID(), { countyCode, mode: "repair" });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.planId;
};
const list = (query: string) => readChangeList(new URLSearchParams(query));

describe("a draft", () => {
  it("is computed in steps that its page can show, and changes nobody's liaison", async () => {
    const before = await liaisons(office);
    const planId = await open();
    expect(await findPlan(office.ctx("county"), planId, null)).toMatchObject({
      state: "drafting",
      figures: null,
      stalled: false,
    });
    const steps: string[] = [];
    const run = await runDraft(office.ctx("county"), planId, (ctx, draft, onStep, signal) =>
      computeInWorker(
        ctx,
        draft,
        (progress) => {
          steps.push(progress.step);
          onStep(progress);
        },
        signal,
      ),
    );
    expect(run.ok).toBe(true);
    expect(steps).toEqual(["building", "building", "solving", "checking", "storing"]);
    const plan = await findPlan(office.ctx("county"), planId, null);
    expect(plan).toMatchObject({ state: "draft", failure: null, figures: { proven: true, unpaired: 0 } });
    expect(plan?.figures?.after?.paired).toBe(124);
    expect(plan?.figures?.counties).toEqual([
      { countyCode: COUNTY, firms: 124, before: 4, after: 124, changed: 0 },
    ]);
    expect(await liaisons(office)).toEqual(before);
  });

  it("is run once, however often it is asked for", async () => {
    const planId = await open();
    let solved = 0;
    const solver: typeof solveHere = (problem) => {
      solved += 1;
      return solveHere(problem);
    };
    await Promise.all([1, 2, 3].map(() => runDraft(office.ctx("county"), planId, computeBy(solver))));
    expect(solved).toBe(1);
  });

  it("is refused while another of the same scope is being computed, but not for another scope", async () => {
    const planId = await open();
    expect(
      await openDraft(office.ctx("county"), randomUUID(), { countyCode: COUNTY, mode: "repair" }),
    ).toMatchObject({ ok: false, error: { code: "plan.already_running", facts: { planId } } });
    const other = await open("city", OTHER_COUNTY);
    for (const id of [planId, other]) await endDraft(office.ctx("city"), randomUUID(), { planId: id });
  });

  it("cancelled in the middle leaves no rows and stays cancelled", async () => {
    const planId = await open();
    let stopped = false;
    const run = runDraft(
      office.ctx("county"),
      planId,
      computeBy(async (problem, _onStep, signal) => {
        const ended = await endDraft(office.ctx("county"), randomUUID(), { planId });
        expect(ended).toMatchObject({ ok: true, value: { state: "cancelled" } });
        stopRun(planId);
        stopped = signal.aborted;
        return solveHere(problem);
      }),
    );
    expect(await run).toMatchObject({ ok: false, error: { code: "plan.state" } });
    expect(stopped).toBe(true);
    const plan = await findPlan(office.ctx("county"), planId, null);
    expect(plan).toMatchObject({ state: "cancelled", figures: null, found: 0 });
    expect(await endDraft(office.ctx("county"), randomUUID(), { planId })).toMatchObject({
      ok: false,
      error: { code: "plan.state" },
    });
  });

  it("that fails says why, by the numbers of the registers", async () => {
    const { owner } = office;
    const [firm, deputy] = [made.firmIds[0]!, made.deputyIds[0]!];
    await owner`insert into pairing_constraints (firm_id, deputy_id, kind, reason, created_at)
      values (${firm}, ${deputy}, 'pin', '试验', now()), (${firm}, ${deputy}, 'conflict', '亲属', now())`;
    const planId = await open();
    const run = await runDraft(office.ctx("county"), planId, computeHere);
    expect(run.ok).toBe(false);
    expect(await findPlan(office.ctx("county"), planId, null)).toMatchObject({
      state: "failed",
      failure: { code: "pairing.pin_forbidden", facts: { firm, deputy } },
    });
    await owner`delete from pairing_constraints`;
    const broken = await open();
    const fault = runDraft(
      office.ctx("county"),
      broken,
      computeBy(() => {
        throw new Error("out of memory");
      }),
    );
    await expect(fault).rejects.toThrow("out of memory");
    expect(await findPlan(office.ctx("county"), broken, null)).toMatchObject({
      state: "failed",
      failure: { code: "plan.broken_off" },
    });
  });

  it("whose process died shows as broken off and stands in nobody's way", async () => {
    const planId = await open();
    office.advance(60_000);
    expect(await findPlan(office.ctx("county"), planId, null)).toMatchObject({ stalled: true });
    expect((await drafted(office)).state).toBe("draft");
  });

  it("belongs to the county or the city, and others do not know of it", async () => {
    const { planId } = await drafted(office);
    expect(await findPlan(office.ctx("otherCounty"), planId, null)).toBeUndefined();
    expect(await findPlan(office.ctx("deputy"), planId, null)).toBeUndefined();
    const theirs = (await listPlans(office.ctx("otherCounty"))).rows;
    expect(theirs.map((row) => row.countyCode)).toEqual([OTHER_COUNTY]);
    expect((await listPlans(office.ctx("city"))).rows.length).toBeGreaterThan(3);
    expect(
      await openDraft(office.ctx("deputy"), randomUUID(), { countyCode: COUNTY, mode: "repair" }),
    ).toMatchObject({ ok: false, error: { code: "common.not_found" } });
  });

  it("names the reason of each change, counts and filters them, and pages through all of them once", async () => {
    const { owner } = office;
    await owner`update deputies set state = 'left' where deputy_id = ${office.deputies.colleague}`;
    await owner`insert into pairing_constraints (firm_id, deputy_id, kind, reason, created_at)
      values (${office.firms.shop}, ${office.deputies.deputy}, 'conflict', '亲属', now())`;
    await owner`update firms set in_programme = false where firm_id = ${office.firms.mill}`;
    const plan = await drafted(office);
    const reasons = Object.fromEntries(plan.byReason.map((row) => [row.reason, row.count]));
    expect(reasons).toEqual({ new_firm: 120, deputy_left: 1, not_allowed: 1, firm_left: 1 });
    expect(plan.figures).toMatchObject({ changed: 2, changedMinimum: 2, ended: 1 });
    const { planId } = plan;
    const seen: number[] = [];
    for (let after = ""; ; ) {
      const page = (await findPlan(office.ctx("county"), planId, list(`why=new_firm${after}`)))!;
      seen.push(...page.changes.rows.map((row) => row.firmId));
      expect(page.found).toBe(120);
      if (!page.changes.hasNext) break;
      after = `&after=${seen.at(-1)}`;
    }
    expect(seen).toEqual([...made.firmIds].sort((a, b) => a - b));
    const left = await findPlan(office.ctx("county"), planId, list("why=deputy_left"));
    expect(left?.changes.rows).toMatchObject([
      { firmId: office.firms.farm, from: { deputyId: office.deputies.colleague, left: true } },
    ]);
    const q = encodeURIComponent("测试7号");
    expect((await findPlan(office.ctx("county"), planId, list(`q=${q}`)))?.found).toBe(1);
  });

  it("goes out as a workbook with the filters, and the audit knows who took it and why", async () => {
    const { planId } = await drafted(office);
    const words = {
      sheet: "变动",
      titles: ["企业", "新代表"],
      cells: (c: { firm: string; to: { name: string } | null }) => [c.firm, c.to?.name ?? null],
    };
    const result = await exportChanges(office.ctx("county"), {
      planId,
      list: list("why=new_firm"),
      reason: "汇报",
      words,
    });
    if (!result.ok) throw new Error(result.error.code);
    const file = await readSheets(await bytesOf(result.value.stream));
    expect(file.ok && file.sheets[0]?.rows.length).toBe(121);
    const [entry] = await office.owner`
      select detail from audit_entries where action = 'pairing_plan.export' order by audit_id desc limit 1`;
    expect(entry?.detail).toMatchObject({ planId, reason: "汇报", filters: { why: "new_firm" } });
    expect(
      await exportChanges(office.ctx("otherCounty"), { planId, list: {}, reason: "x", words }),
    ).toMatchObject({ ok: false });
  });
});
