import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptClock, watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { checkNightly } from "#app/features/issues/check-nightly.command.server.ts";
import { rebuildClocks } from "#app/features/issues/rebuild-clocks.command.server.ts";
import { sweepAll } from "#app/jobs/sweep-all.ts";
import { at } from "#tests/support/calendar.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
  const { actor } = office.ctx("auditor");
  await office.owner`insert into role_grants (user_id, role, started_on, created_at)
    values (${actor.kind === "person" ? actor.userId : 0}, 'system_administrator', '2026-01-01', now())`;
});
afterAll(() => office.close());

const DAY_MS = 86_400_000;

/** A steady clock that can be held back: to the watch the database's clock then has jumped ahead, and the other way round. */
function movable() {
  let by = 0;
  return { steadyMs: () => performance.now() + by, move: (ms: number) => (by += ms) };
}

const toldAdministrators = async (kind: string) =>
  (await office.owner`select 1 from notices where kind = ${kind}`).length;

describe("a jump of the database's clock", () => {
  it.each([
    ["ahead", -3 * DAY_MS],
    ["back", 3 * DAY_MS],
  ])(
    "%s stops every sweeper, tells the administrators once, and is over when the clock is right again",
    async (_way, moved) => {
      const ctx = office.ctx("system");
      const before = await toldAdministrators("clock_jumped");
      const clock = movable();
      const watch = watchClock(clock.steadyMs);
      expect(await watch.look(ctx)).toBeNull();
      const issueId = await desk.dispatched();
      const [due] = await office.owner<
        { due_at: Date }[]
      >`select due_at from clocks where issue_id = ${issueId} and ladder = 'main'`;
      await desk.goTo(new Date(due!.due_at).getTime() + 60_000);

      clock.move(moved);
      const stopped = await sweepAll(ctx, watch);
      expect(Math.sign(stopped.clockOffMs ?? 0)).toBe(-Math.sign(moved));
      expect(stopped).toMatchObject({ examined: 0, escalated: 0 });
      const newcomer = watchClock(movable().steadyMs);
      expect(await newcomer.look(ctx)).not.toBeNull();
      expect(await watch.look(ctx)).not.toBeNull();
      expect(await toldAdministrators("clock_jumped")).toBe(before + 1);

      clock.move(-moved);
      expect((await sweepAll(ctx, watch)).escalated).toBeGreaterThan(0);
      expect(await newcomer.look(ctx)).toBeNull();
    },
  );

  it("in the middle of a sweep undoes it", async () => {
    const ctx = office.ctx("system");
    const clock = movable();
    const watch = watchClock(clock.steadyMs);
    await watch.look(ctx);
    clock.move(-DAY_MS);
    const now = new Date(Date.parse(await office.clock.now())).toISOString();
    expect(() => watch.trust(ctx, now)).toThrow(/86400 s away/);
  });

  it("that went back while nobody ran is found at the next start, and goes on when somebody accepts it", async () => {
    const ctx = office.ctx("system");
    await office.owner`insert into installation (name, value) values ('clock_seen', ${JSON.stringify({ ms: Date.now() + DAY_MS })}::text::jsonb)
      on conflict (name) do update set value = excluded.value`;
    const watch = watchClock(movable().steadyMs);
    expect(await watch.look(ctx)).toBeLessThan(-DAY_MS / 2);
    expect(await acceptClock(ctx)).toBe(true);
    expect(await watch.look(ctx)).toBeNull();
    expect(await acceptClock(ctx)).toBe(false);
  });
});

describe("the nightly check", () => {
  it("runs once a night by one process, finds nothing where commands wrote, and names what was changed by hand", async () => {
    const issueId = await desk.dispatched();
    const tonight = Date.parse(await office.clock.now()) + 2 * DAY_MS;
    const day = new Date(tonight).toISOString().slice(0, 10);
    await desk.goTo(at(day, "01:59"));
    expect(await checkNightly(office.ctx("system"))).toBeNull();
    await desk.goTo(at(day, "02:01"));
    const found = await Promise.all([1, 2, 3].map(() => checkNightly(office.ctx("system"))));
    expect(found.filter((one) => one !== null)).toEqual([
      { day, examined: expect.any(Number), differing: 0, issueIds: [] },
    ]);
    await office.owner`update clocks set due_at = due_at + interval '1 hour' where issue_id = ${issueId} and ladder = 'main'`;
    await desk.goTo(at(day, "02:01") + DAY_MS);
    expect(await checkNightly(office.ctx("system"))).toMatchObject({ differing: 1, issueIds: [issueId] });
    expect(await toldAdministrators("clocks_differ")).toBe(1);
    await rebuildClocks(office.ctx("system"), issueId);
    await desk.goTo(at(day, "02:01") + 2 * DAY_MS);
    expect(await checkNightly(office.ctx("system"))).toMatchObject({ differing: 0 });
  });
});
