import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, drafted } from "#tests/support/programme.ts";

/** Plans published with the publisher killed at some moment. */
const ROUNDS = process.env.LIAISON_FULL === "1" ? 200 : 6;
/** Kills fall anywhere from the order to a little after a publication takes. */
const KILL_WITHIN_MS = 500;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
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

it(`leaves each plan whole or not begun after ${ROUNDS} publications killed in the middle, and a repeat finishes it`, async () => {
  let next = publisher();
  let killedBefore = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [left] = await office.owner`
      update deputies set state = 'left' where deputy_id = (select deputy_id from pairings join deputies d using (deputy_id)
        where ended_on is null and d.county_code = '420506' and d.state = 'active' order by random() limit 1) returning deputy_id`;
    const draft = await drafted(office, "system", { mode: round % 2 === 0 ? "repair" : "reoptimise" });
    const child = await next;
    next = publisher();
    const order = { key: randomUUID(), planId: draft.planId, version: draft.version };
    child.send(order);
    await pause(Math.random() * KILL_WITHIN_MS);
    child.kill("SIGKILL");
    await once(child, "exit");
    const after = await inForce(draft.planId);
    const state = (await findPlan(office.ctx("system"), draft.planId, null))?.state;
    expect({ after, state }).not.toMatchObject({ after: "torn" });
    if (after === "none" && state === "draft") killedBefore += 1;
    const { key, ...plan } = order;
    const repeated = await publishPlan(office.ctx("system"), key, { ...plan, reason: "中断试验" });
    expect(repeated, JSON.stringify(repeated)).toMatchObject({ ok: true });
    expect(await findPlan(office.ctx("system"), draft.planId, null)).toMatchObject({ state: "published" });
    expect(await faults()).toEqual({ doubled: 0, gaps: 0, lost: 0, overfull: 0 });
    if (left) await office.owner`update deputies set state = 'active' where deputy_id = ${left.deputy_id}`;
  }
  (await next).kill("SIGKILL");
  console.info(`${ROUNDS} publications killed, ${killedBefore} of them before their commit`);
}, 1_800_000);
