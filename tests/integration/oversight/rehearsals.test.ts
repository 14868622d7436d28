import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#app/domain/access/roles.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { ladderNumbers, type RulesDraft } from "#app/domain/supervision/rehearsal.ts";
import { rebuildAfterCalendar } from "#app/features/issues/rebuild-clocks.command.server.ts";
import { changeRehearsal } from "#app/features/rules/change-rehearsal.command.server.ts";
import { getRehearsal } from "#app/features/rules/get-rehearsal.query.server.ts";
import { openRehearsal } from "#app/features/rules/open-rehearsal.command.server.ts";
import type { RehearsalForm } from "#app/features/rules/rules.schema.ts";
import { runRehearsal } from "#app/features/rules/run-rehearsal.command.server.ts";
import { replayInWorkers } from "#app/features/rules/worker/replay-in-workers.server.ts";
import type { Ctx } from "#db/client.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
  // Eight working days after their dispatch: half of an ordinary answer's time.
  for (const firm of [office.firms.shop, office.firms.mill]) await desk.dispatched(firm);
  await desk.goTo(Date.parse("2026-03-13T10:30:00.000Z"));
});
afterAll(() => office.close());

const { answerDays, days } = DEFAULT_DEADLINE_POLICY;
const draftOf = (ordinary: number): RulesDraft => ({
  deadlines: { answerDays: { ...answerDays, ordinary }, days },
  ladder: ladderNumbers(DEFAULT_LADDER_POLICY),
  calendar: null,
});

function as(role: Role): Ctx {
  const { actor, ...ctx } = office.ctx("auditor");
  return { ...ctx, actor: actor.kind === "person" ? { ...actor, role } : actor };
}

async function opened(ctx: Ctx, draft: RulesDraft): Promise<number> {
  const made = await openRehearsal(ctx, crypto.randomUUID(), { purpose: "预演", draft });
  if (!made.ok) throw new Error(made.error.code);
  return made.value.rehearsalId;
}

async function view(ctx: Ctx, rehearsalId: number) {
  const found = await getRehearsal(ctx, rehearsalId);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

type Change = RehearsalForm extends infer F ? (F extends RehearsalForm ? Omit<F, "version"> : never) : never;
async function change(ctx: Ctx, rehearsalId: number, form: Change) {
  const { version } = await view(ctx, rehearsalId);
  return changeRehearsal(ctx, crypto.randomUUID(), rehearsalId, { ...form, version } as RehearsalForm);
}

describe("a rehearsal of shorter deadlines", () => {
  it("is the city supervisor's, and is refused where nothing would change", async () => {
    const ask = (ctx: Ctx, ordinary: number) =>
      openRehearsal(ctx, crypto.randomUUID(), { purpose: "预演", draft: draftOf(ordinary) });
    expect(await ask(office.ctx("county"), 5)).toMatchObject({
      ok: false,
      error: { code: "common.not_found" },
    });
    expect(await ask(office.ctx("city"), answerDays.ordinary)).toMatchObject({
      ok: false,
      error: { code: "rules.nothing_changed" },
    });
  });

  it("replays the history in workers, says how many would escalate and whom it tells, and changes nothing", async () => {
    const city = office.ctx("city");
    const rehearsalId = await opened(city, draftOf(5));
    expect(
      await openRehearsal(city, crypto.randomUUID(), { purpose: "再来", draft: draftOf(6) }),
    ).toMatchObject({
      ok: false,
      error: { code: "rules.already_running" },
    });
    const replay = replayInWorkers(office.database.appUrl);
    const ran = await Promise.all([1, 2].map(() => runRehearsal(office.ctx("system"), replay)));
    expect(ran.sort()).toEqual([false, true]);
    const { state, figures, changed } = await view(city, rehearsalId);
    expect(state).toBe("done");
    expect(changed).toEqual([{ rule: "answer_ordinary", from: 15, to: 5 }]);
    expect(figures).toMatchObject({
      issues: 2,
      escalating: [0, 2],
      higher: 2,
      levels: { "0": [0, 2], "1": [0, 2] },
      recipients: { unit_deputy_head: [0, 2] },
      days: { "2026-03-10": [0, 2] },
    });
    expect(figures!.examples).toHaveLength(2);
    expect((await view(as("system_administrator"), rehearsalId)).figures!.examples).toEqual([]);
    expect(await office.owner`select 1 from escalations`).toHaveLength(0);
  });

  it("is put in force from a day, with a reason: clocks that start before keep their rules", async () => {
    const city = office.ctx("city");
    const [row] = await office.owner<
      { id: number }[]
    >`select rehearsal_id as id from rehearsals where state = 'done'`;
    const put = { intent: "put_in_force" as const, reason: "常委会决定缩短时限" };
    expect(await change(city, row!.id, { ...put, inForceFrom: "2026-03-12" })).toMatchObject({
      ok: false,
      error: { code: "rules.day_past" },
    });
    expect(
      await change(as("system_administrator"), row!.id, { ...put, inForceFrom: "2026-03-16" }),
    ).toMatchObject({
      ok: false,
      error: { code: "common.not_found" },
    });
    expect((await change(city, row!.id, { ...put, inForceFrom: "2026-03-16" })).ok).toBe(true);
    const dueDays = async (issueId: number) => {
      const [clock] = await office.owner<{ days: number }[]>`
        select working_days as days from clocks where issue_id = ${issueId} and ladder = 'main'`;
      return clock!.days;
    };
    expect(await dueDays(await desk.dispatched(office.firms.forge))).toBe(15);
    await desk.goTo(Date.parse("2026-03-16T02:00:00.000Z"));
    expect(await dueDays(await desk.dispatched(office.firms.farm))).toBe(5);
  });

  it("can be cancelled while it runs", async () => {
    const city = office.ctx("city");
    const rehearsalId = await opened(city, draftOf(20));
    const running = runRehearsal(office.ctx("system"), (_task, _onDone, signal) => {
      return new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new Error("cancelled"))),
      );
    });
    while ((await view(city, rehearsalId)).total === 0) await Promise.resolve();
    await change(city, rehearsalId, { intent: "cancel" });
    expect(await running).toBe(true);
    expect((await view(city, rehearsalId)).state).toBe("cancelled");
  });
});

const NEVER_MS = 2 ** 31 - 1;

describe("a rehearsal whose process dies", () => {
  /** A run that shows no life after its claim, as that of a killed process; what it says in the end comes too late. */
  const dies = () =>
    runRehearsal(
      office.ctx("system"),
      () => new Promise((_resolve, reject) => late.push(() => reject(new Error("too late")))),
      NEVER_MS,
    );
  const late: (() => void)[] = [];

  it("is taken up again once it shows no life, and what the dead one says later is not heard", async () => {
    const city = office.ctx("city");
    const rehearsalId = await opened(city, draftOf(21));
    const dead = dies();
    while ((await view(city, rehearsalId)).total === 0) await Promise.resolve();
    const replay = replayInWorkers(office.database.appUrl);
    expect(await runRehearsal(office.ctx("system"), replay)).toBe(false);
    office.advance(31_000);
    expect(await view(city, rehearsalId)).toMatchObject({ state: "running", stalled: true });
    expect(await runRehearsal(office.ctx("system"), replay)).toBe(true);
    late[0]!();
    expect(await dead).toBe(true);
    expect(await view(city, rehearsalId)).toMatchObject({ state: "done", failure: null });
  });

  it("is said to have broken off when it dies again, and can be started anew by a person", async () => {
    const city = office.ctx("city");
    const rehearsalId = await opened(city, draftOf(22));
    const died: Promise<boolean>[] = [];
    for (const version of [1, 2]) {
      died.push(dies());
      while ((await view(city, rehearsalId)).total === 0 || (await view(city, rehearsalId)).version < version)
        await Promise.resolve();
      office.advance(31_000);
    }
    const replay = replayInWorkers(office.database.appUrl);
    expect(await runRehearsal(office.ctx("system"), replay)).toBe(false);
    expect(await view(city, rehearsalId)).toMatchObject({ state: "failed", failure: "broken_off" });
    expect((await change(city, rehearsalId, { intent: "again" })).ok).toBe(true);
    for (const tell of late) tell();
    await Promise.all(died);
    expect(await runRehearsal(office.ctx("system"), replay)).toBe(true);
    expect(await view(city, rehearsalId)).toMatchObject({ state: "done", failure: null });
  });
});

describe("a rehearsal of the calendar", () => {
  it("is the system administrator's; put in force it moves the clocks that run", async () => {
    const admin = as("system_administrator");
    const calendar = [{ day: "2026-03-18", isWorkday: false, name: "测试假日" }];
    const draft: RulesDraft = { deadlines: null, ladder: null, calendar };
    expect(
      await openRehearsal(office.ctx("city"), crypto.randomUUID(), { purpose: "日历", draft }),
    ).toMatchObject({
      ok: false,
      error: { code: "common.not_found" },
    });
    const rehearsalId = await opened(admin, draft);
    await runRehearsal(office.ctx("system"), replayInWorkers(office.database.appUrl));
    const dues = () => office.owner<{ due: string }[]>`
      select (due_at at time zone 'Asia/Shanghai')::date::text as due from clocks where ladder = 'main' and working_days = 5`;
    expect((await dues()).map((row) => row.due)).toEqual(["2026-03-23"]);
    const put = { intent: "put_in_force" as const, inForceFrom: "2026-03-16", reason: "国务院办公厅通知" };
    expect((await change(admin, rehearsalId, put)).ok).toBe(true);
    expect(await rebuildAfterCalendar(office.ctx("system"))).toBeGreaterThan(0);
    expect((await dues()).map((row) => row.due)).toEqual(["2026-03-24"]);
    expect(await rebuildAfterCalendar(office.ctx("system"))).toBe(0);
  });
});
