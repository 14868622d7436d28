import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { findDifferences, publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, drafted } from "#tests/support/programme.ts";

/** Rounds: a third each killed, raced by a second publisher, and with the registers changed under them. */
const ROUNDS = process.env.LIAISON_FULL === "1" ? 200 : 6;
/** Kills fall anywhere from the order to a little after a publication takes. */
const KILL_WITHIN_MS = 500;

let office: Office;
beforeAll(async () => {
  // The publishers are processes of their own and go by the database's clock: the office must too, or days would run backwards.
  office = await openOffice(new Date().toISOString());
  await addProgramme(office, { deputies: 120, firms: 300 });
});
afterAll(() => office.close());

async function publisher(): Promise<ChildProcess> {
  const child = fork(join(process.cwd(), "tests/support/publish-process.ts"), [office.database.appUrl], {
    execArgv: ["--import", "tsx"],
  });
  await once(child, "message");
  return child;
}

/** What must hold whatever was killed: one liaison at most on any day, no day without one between two, nobody over the places. */
async function faults() {
  const [row] = await office.owner`
    select (select count(*)::int from pairings a join pairings b on a.firm_id = b.firm_id and a.pairing_id < b.pairing_id
        and a.during && b.during) as doubled,
      (select count(*)::int from (select ended_on, lead(started_on) over (partition by firm_id order by started_on, pairing_id) as next
        from pairings) p where next > ended_on) as gaps,
      (select count(*)::int from pairings old where old.ended_on is not null
        and not exists (select from pairings p where p.firm_id = old.firm_id and p.ended_on is null)) as lost,
      (select count(*)::int from (select from pairings p join deputies d using (deputy_id) where p.ended_on is null
        group by d.deputy_id, d.level having count(*) > case d.level when 'township' then 3 else 5 end) o) as overfull`;
  return row;
}

/** The plan's pairs are all in force, or none of them is. */
async function inForce(planId: number): Promise<"whole" | "none" | "torn"> {
  const [row] = await office.owner`
    select count(*)::int as rows, count(p.pairing_id)::int as running, count(p.pairing_id) filter (where p.plan_id = ${planId})::int as own,
      count(*) filter (where r.deputy_id is distinct from r.previous_deputy_id)::int as changed
    from pairing_plan_rows r left join pairings p on p.firm_id = r.firm_id and p.deputy_id = r.deputy_id and p.ended_on is null
    where r.plan_id = ${planId}`;
  if (row?.own === 0) return "none";
  return row?.running === row?.rows && row?.own === row?.changed ? "whole" : "torn";
}

type Order = { key: string; planId: number; version: number };
type Said = { result?: { ok: boolean; error?: { code: string } }; fault?: string };

const orderOf = (plan: { planId: number; version: number }): Order => ({
  key: randomUUID(),
  planId: plan.planId,
  version: plan.version,
});
const stateOf = async (planId: number) => (await findPlan(office.ctx("system"), planId, null))?.state;

/** Somebody with pairs leaves, so that every plan of the round has something to change. */
async function someoneLeaves(): Promise<number> {
  const [left] = await office.owner<{ deputy_id: number }[]>`
    update deputies set state = 'left' where deputy_id = (select deputy_id from pairings join deputies d using (deputy_id)
      where ended_on is null and d.county_code = '420506' and d.state = 'active' order by random() limit 1) returning deputy_id`;
  return left!.deputy_id;
}

/** The plan is whole in force and published, or nothing of it is. */
async function expectWhole(planId: number): Promise<void> {
  const [state, pairs] = [await stateOf(planId), await inForce(planId)];
  expect({ planId, pairs }).not.toMatchObject({ pairs: "torn" });
  if (pairs === "whole") expect(state).toBe("published");
}

const counted = { killedBefore: 0, races: 0, changedUnder: 0, refused: 0 };

/** One publisher, killed at some moment; the same order sent again finishes what was not begun and repeats what was done. */
async function killed(round: number, child: ChildProcess): Promise<void> {
  const draft = await drafted(office, "system", { mode: round % 2 === 0 ? "repair" : "reoptimise" });
  const order = orderOf(draft);
  child.send(order);
  await pause(Math.random() * KILL_WITHIN_MS);
  child.kill("SIGKILL");
  await once(child, "exit");
  await expectWhole(draft.planId);
  if ((await stateOf(draft.planId)) === "draft") counted.killedBefore += 1;
  const { key, ...plan } = order;
  const repeated = await publishPlan(office.ctx("system"), key, { ...plan, reason: "中断试验" });
  const against = repeated.ok ? null : await findDifferences(office.ctx("system"), plan.planId);
  expect(repeated.ok, JSON.stringify({ round, repeated, against })).toBe(true);
  expect(await stateOf(draft.planId)).toBe("published");
}

/** Two publishers of two plans at the same moment, one of them killed on the way: one plan wins whole, the other is told why. */
async function raced(child: ChildProcess): Promise<void> {
  const [one, two] = [
    await drafted(office, "system"),
    await drafted(office, "system", { mode: "reoptimise" }),
  ];
  const rival = await publisher();
  const said = once(rival, "message") as Promise<[Said]>;
  child.send(orderOf(one));
  rival.send(orderOf(two));
  await pause(Math.random() * KILL_WITHIN_MS);
  child.kill("SIGKILL");
  await once(child, "exit");
  const [{ result, fault }] = await said;
  rival.kill("SIGKILL");
  expect(fault).toBeUndefined();
  for (const plan of [one, two]) await expectWhole(plan.planId);
  const states = [await stateOf(one.planId), await stateOf(two.planId)];
  expect(states.filter((state) => state === "published")).toHaveLength(1);
  if (result?.ok) expect(states).toEqual(["draft", "published"]);
  else {
    counted.refused += 1;
    expect(result?.error?.code).toBe("pairing.plan_stale");
    expect(states).toEqual(["published", "draft"]);
  }
  counted.races += 1;
}

/** A deputy who gains by the plan leaves while it is being published: it goes through before, or is refused and nothing is begun. */
async function changedUnder(child: ChildProcess): Promise<void> {
  const draft = await drafted(office, "system");
  const said = once(child, "message") as Promise<[Said]>;
  child.send(orderOf(draft));
  await pause(Math.random() * 60);
  const [gone] = await office.owner<{ deputy_id: number }[]>`
    update deputies set state = 'left' where deputy_id = (select deputy_id from pairing_plan_rows
      where plan_id = ${draft.planId} and deputy_id is distinct from previous_deputy_id and deputy_id is not null limit 1) returning deputy_id`;
  const [{ result, fault }] = await said;
  child.kill("SIGKILL");
  expect(fault).toBeUndefined();
  await expectWhole(draft.planId);
  if (result?.ok) expect(await inForce(draft.planId)).toBe("whole");
  else {
    counted.refused += 1;
    expect(result?.error?.code).toBe("pairing.plan_stale");
    expect(await inForce(draft.planId)).toBe("none");
  }
  counted.changedUnder += 1;
  if (gone) await office.owner`update deputies set state = 'active' where deputy_id = ${gone.deputy_id}`;
}

it(`leaves each plan whole or not begun in ${ROUNDS} publications killed, raced or with the registers changed under them`, async () => {
  let next = publisher();
  for (let round = 0; round < ROUNDS; round++) {
    const left = await someoneLeaves();
    const child = await next;
    next = publisher();
    if (round % 3 === 0) await killed(round, child);
    else if (round % 3 === 1) await raced(child);
    else await changedUnder(child);
    expect(await faults(), `round ${round}`).toEqual({ doubled: 0, gaps: 0, lost: 0, overfull: 0 });
    await office.owner`update deputies set state = 'active' where deputy_id = ${left}`;
  }
  (await next).kill("SIGKILL");
  console.info(`${ROUNDS} rounds: ${JSON.stringify(counted)}`);
}, 1_800_000);
