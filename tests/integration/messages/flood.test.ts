import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INTAKE_LIMITS } from "#app/domain/message/route.ts";
import { receiveMessage } from "#app/features/messages/intake/receive-message.command.server.ts";
import { intakeSchema } from "#app/features/messages/message.schema.ts";
import { DEPUTY_CODE, type MessageDesk, openMessageDesk } from "#tests/support/message-desk.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

const FULL = process.env.LIAISON_FULL === "1";
/** Posts of the flood and generated forms: all of them in the full run. */
const POSTS = FULL ? 1_000 : 150;
const FORMS = FULL ? 5_000 : 60;

let office: Office;
let desk: MessageDesk;
beforeAll(async () => {
  office = await openOffice();
  desk = await openMessageDesk(office);
});
afterAll(() => office?.close());

async function kept(): Promise<Record<string, number>> {
  return office.owner.begin(async (sql) => {
    await sql`select set_config('app.actor_kind', 'system', true)`;
    const rows = await sql<
      { state: string; n: number }[]
    >`select state, count(*)::int as n from messages group by state`;
    return Object.fromEntries(rows.map((row) => [row.state, row.n]));
  });
}

describe("a flood of posts", { timeout: 600_000 }, () => {
  it(`of ${POSTS} from one address keeps at most its limit, most of it held, and lets a real one through`, async () => {
    const codes: Record<string, number> = {};
    let real: Awaited<ReturnType<typeof desk.send>> | undefined;
    for (let nth = 0; nth < POSTS; nth++) {
      const sent = await desk.send({ words: `代开发票 ${nth} 号` }, { address: "198.51.100.9" });
      const code = sent.ok ? "ok" : sent.error.code;
      codes[code] = (codes[code] ?? 0) + 1;
      if (nth === Math.floor(POSTS / 2))
        real = await desk.send({ firmName: "夷陵测试商店" }, { address: "203.0.113.50" });
    }
    expect(codes.ok).toBe(INTAKE_LIMITS.address.hard);
    expect(codes["message.too_many"]).toBe(POSTS - INTAKE_LIMITS.address.hard);
    expect(real?.ok).toBe(true);
    const state = real?.ok ? await desk.stateOf(real.value.messageId) : undefined;
    expect(["received", "held"]).toContain(state?.state);
    expect((await kept()).held).toBeGreaterThanOrEqual(
      INTAKE_LIMITS.address.hard - INTAKE_LIMITS.address.soft,
    );
  });

  it("from ever new addresses keeps at most the code's limit; a known phone still gets through, held", async () => {
    await office.owner`insert into representatives (firm_id, name, phone, started_on) values (${office.firms.shop}, '王甲山', '10077770001', '2026-01-01')`;
    await office.owner`update intake_limits set count = ${INTAKE_LIMITS.code.hard - 5} where limit_key like 'code:%'`;
    let stored = 0;
    for (let nth = 0; nth < 20; nth++)
      if ((await desk.send({ words: `广告 ${nth} 条` }, { address: `198.51.101.${nth}` })).ok) stored += 1;
    expect(stored).toBe(5);
    const known = await desk.send({ phone: "10077770001" }, { address: "203.0.113.60" });
    expect(known.ok && (await desk.stateOf(known.value.messageId)).state).toBe("held");
    office.advance(61 * 60_000);
    expect((await desk.send({}, { address: "203.0.113.61" })).ok).toBe(true);
  });
});

describe("generated forms", { timeout: 900_000 }, () => {
  it(`${FORMS} of them are taken or refused with a code that has a sentence, never with a fault`, async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "",
        "\u0000",
        "\ud800",
        "' or 1=1 --",
        "<script>",
        "13800000000",
        "＋86 138 0000 0000",
        "x".repeat(3_000),
      ),
    );
    const form = fc.record(
      {
        words: text,
        phone: text,
        firmName: text,
        website: text,
        opened: text,
        sealed: fc.constantFrom("on", ""),
        direct: text,
      },
      { requiredKeys: [] },
    );
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(form, async (typed) => {
        const parsed = intakeSchema.safeParse({ ...typed, sealed: typed.sealed === "on", direct: false });
        if (!parsed.success) {
          for (const issue of parsed.error.issues) expect(issue.message).toMatch(/^form\./);
          return;
        }
        nth += 1;
        const address = `2001:db8::${nth.toString(16)}`;
        const received = await receiveMessage(desk.anonymous, {
          key: randomUUID(),
          code: DEPUTY_CODE,
          address,
          form: parsed.data,
        });
        if (!received.ok) expect(received.error.code).toMatch(/^message\./);
      }),
      { numRuns: FORMS, seed: 7 },
    );
  });
});
