import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANONYMOUS, type PersonActor } from "#app/domain/access/actor.ts";
import { exportFirmData } from "#app/features/accounts/export-firm-data.query.server.ts";
import { issueFirmCode, withdrawConsent } from "#app/features/accounts/firm-access.command.server.ts";
import { getFirmAccess } from "#app/features/accounts/firm-access.query.server.ts";
import { spendLink } from "#app/features/accounts/one-time-link.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office?.close());

const codeFor = (who: "deputy" | "stranger" | "clerk", name: string, replaces = false) =>
  issueFirmCode(office.ctx(who), { firmId: office.firms.mill, name, replaces });

async function activate(token: string, phone: string) {
  const spent = await spendLink(
    { db: office.db, clock: office.clock, actor: ANONYMOUS },
    { token, password: "liaison-demo-1", phone },
  );
  if (!spent.ok) throw new Error(spent.error.code);
  const ctx = office.ctx("firm");
  const actor = { ...(ctx.actor as PersonActor), ...spent.value, firmId: office.firms.mill };
  return { ...ctx, actor };
}

describe("a firm's account", () => {
  it("opens by a code handed over by its deputy, once; nobody out of reach can make one", async () => {
    expect((await codeFor("stranger", "外人")).ok).toBe(false);
    const made = await codeFor("deputy", "王甲山");
    expect(made.ok).toBe(true);
    const token = made.ok ? made.value.token : "";
    const first = await activate(token, "10099990001");
    expect(first.actor.role).toBe("firm_representative");
    await expect(activate(token, "10099990002")).rejects.toThrow("account.link_spent");
    const seen = await getFirmAccess(first, office.firms.mill);
    expect(seen).toMatchObject({ name: "夷陵测试磨坊", people: [{ name: "王甲山", active: true }] });
    expect(await getFirmAccess(first, office.firms.shop)).toBeUndefined();
    const again = await codeFor("deputy", "又一人");
    expect(!again.ok && again.error.code).toBe("account.firm_has_account");
    const second = await issueFirmCode(first, { firmId: office.firms.mill, name: "李乙水", replaces: false });
    expect(second.ok).toBe(true);
    expect(
      (await issueFirmCode(first, { firmId: office.firms.shop, name: "别家", replaces: false })).ok,
    ).toBe(false);
    const data = JSON.stringify(await exportFirmData(first, first.actor));
    expect(data).toContain("夷陵测试磨坊");
    expect(data).not.toContain("夷陵测试商店");
  });

  it("passes to another person on sight of licence and seal, and the old access ends", async () => {
    const replaced = await codeFor("clerk", "赵丙田", true);
    expect(replaced.ok).toBe(true);
    const [old] = await office.owner<{ n: number }[]>`
      select count(*)::int as n from role_grants g join users u using (user_id)
      where g.firm_id = ${office.firms.mill} and g.ended_on is null and u.state = 'active'`;
    expect(old!.n).toBe(0);
    const person = await activate(replaced.ok ? replaced.value.token : "", "10099990003");
    expect((await withdrawConsent(person)).ok).toBe(true);
    const [user] = await office.owner<{ name: string; phone: string | null; state: string }[]>`
      select name, phone, state from users where user_id = ${person.actor.userId}`;
    expect(user).toEqual({ name: "已注销", phone: null, state: "blocked" });
  });
});
