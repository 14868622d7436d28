import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PersonActor } from "#app/domain/access/actor.ts";
import {
  askOther,
  decideRequest,
  listRequests,
} from "#app/features/pairings/pairs/ask-other.command.server.ts";
import { bindPair, releasePair } from "#app/features/pairings/pairs/bind-pair.command.server.ts";
import { findPair } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { getMyLiaison } from "#app/features/pairings/pairs/my-liaison.query.server.ts";
import type { Ctx } from "#db/client.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, liaisons, published } from "#tests/support/programme.ts";

let office: Office;
let firm: Ctx & { actor: PersonActor };
beforeEach(async () => {
  office = await openOffice();
  await addProgramme(office, { deputies: 20, firms: 20 });
  await published(office);
  const ctx = office.ctx("firm");
  if (ctx.actor.kind !== "person") throw new Error("the firm is a person");
  firm = { ...ctx, actor: ctx.actor };
});
afterEach(() => office.close());

const liaisonOf = async () => (await liaisons(office)).get(office.firms.shop)!;
const mine = async () => (await getMyLiaison(firm, firm.actor))!;

describe("a firm that asks for another liaison", () => {
  const ask = (reason = "联系不上") => askOther(firm, randomUUID(), { reason });
  const decide = async (grant: boolean, who: "county" | "otherCounty" = "county") => {
    const [row] = await listRequests(office.ctx("county"));
    const { requestId, version } = row!;
    const input = { requestId, version, grant, decision: "按程序办理" };
    return decideRequest(office.ctx(who), randomUUID(), input);
  };

  it("has one open request at a time, which its own county decides and no other", async () => {
    expect((await ask()).ok).toBe(true);
    expect(await ask()).toMatchObject({ error: { code: "plan.request_open" } });
    expect(await listRequests(office.ctx("otherCounty"))).toEqual([]);
    expect(await decide(true, "otherCounty")).toMatchObject({ error: { code: "common.not_found" } });
    expect((await mine()).request).toMatchObject({ state: "open" });
  });

  it("keeps its liaison until the next plan, which gives it another when the wish was granted", async () => {
    const before = await liaisonOf();
    await ask();
    expect((await decide(true)).ok).toBe(true);
    expect(await liaisonOf()).toBe(before);
    expect((await mine()).request).toMatchObject({ state: "granted", decision: "按程序办理" });
    await published(office);
    expect(await liaisonOf()).not.toBe(before);
  });

  it("keeps it for good when the wish was declined, reads why, and may ask again", async () => {
    const before = await liaisonOf();
    await ask();
    expect((await decide(false)).ok).toBe(true);
    await published(office);
    expect(await liaisonOf()).toBe(before);
    expect((await ask("仍未联系")).ok).toBe(true);
  });

  it("is answered once: a second decision of the same request is refused", async () => {
    await ask();
    const [row] = await listRequests(office.ctx("county"));
    const input = { requestId: row!.requestId, version: row!.version, grant: true, decision: "同意" };
    const both = await Promise.all([
      decideRequest(office.ctx("county"), randomUUID(), input),
      decideRequest(office.ctx("city"), randomUUID(), { ...input, grant: false }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await listRequests(office.ctx("county"))).toEqual([]);
  });
});

describe("a conflict of interest", () => {
  const declare = (deputyId: number, ctx: Ctx = firm) =>
    bindPair(ctx, randomUUID(), { firmId: office.firms.shop, deputyId, kind: "conflict", reason: "股东" });

  it("declared by the firm binds the next plan, is on its own page, and is hidden from the deputy", async () => {
    const before = await liaisonOf();
    expect((await declare(before)).ok).toBe(true);
    expect(await declare(before)).toMatchObject({ error: { code: "plan.constraint_exists" } });
    expect((await mine()).conflicts).toMatchObject([{ deputyId: before, reason: "股东" }]);
    const seen = async (who: "deputy" | "county") =>
      (await findPair(office.ctx(who), office.firms.shop))?.constraints;
    expect((await seen("county"))?.length).toBe(1);
    if (before === office.deputies.deputy) expect(await seen("deputy")).toEqual([]);
    await published(office);
    expect(await liaisonOf()).not.toBe(before);
  });

  it("is declared by a firm with its own liaison alone, never as a pin or for another firm", async () => {
    expect(await declare(office.deputies.stranger)).toMatchObject({ error: { code: "common.not_found" } });
    const deputyId = await liaisonOf();
    const pin = { firmId: office.firms.shop, deputyId, kind: "pin" as const, reason: "留下" };
    expect(await bindPair(firm, randomUUID(), pin)).toMatchObject({ error: { code: "common.not_found" } });
    const other = { ...pin, firmId: office.firms.far, kind: "conflict" as const };
    expect(await bindPair(firm, randomUUID(), other)).toMatchObject({ error: { code: "common.not_found" } });
  });

  it("is taken back by whoever declared it, or by a supervisor, and by nobody else", async () => {
    const deputyId = await liaisonOf();
    const made = await bindPair(office.ctx("county"), randomUUID(), {
      firmId: office.firms.shop,
      deputyId,
      kind: "conflict",
      reason: "亲属",
    });
    const constraintId = made.ok ? made.value.constraintId : 0;
    const release = (ctx: Ctx) => releasePair(ctx, randomUUID(), { firmId: office.firms.shop, constraintId });
    expect((await mine()).conflicts).toEqual([]);
    expect(await release(firm)).toMatchObject({ error: { code: "common.not_found" } });
    expect((await release(office.ctx("city"))).ok).toBe(true);
    const own = await declare(deputyId);
    const ownId = own.ok ? own.value.constraintId : 0;
    expect(
      await releasePair(firm, randomUUID(), { firmId: office.firms.shop, constraintId: ownId }),
    ).toMatchObject({ ok: true });
  });
});
