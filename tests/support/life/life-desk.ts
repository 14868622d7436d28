import type { CommandKind } from "#app/domain/issue/commands.ts";
import { placeOf } from "#app/domain/issue/transitions.ts";
import type { FormCommand } from "#app/features/issues/issue.schema.ts";
import type { Caller } from "#tests/support/served-office.ts";
import { type Driver, type Typed, wayOf } from "./ways.ts";

const DAY_MS = 86_400_000;

export type LifeDesk = ReturnType<typeof lifeDesk>;

/** What the walks say in one line each, whoever drives. */
export function lifeDesk(driver: Driver) {
  const { office, driven } = driver;
  const { owner, units } = office;

  async function standing(issueId: number) {
    const [row] = await owner<{ state: string; closing: string | null; version: number }[]>`
      select state, closing, version from issues where issue_id = ${issueId}`;
    return { place: placeOf(row!) as string, version: row!.version };
  }

  /** Gives a command; the issue must have moved. */
  async function give(
    caller: Caller,
    issueId: number,
    command: FormCommand & CommandKind,
    typed: Typed = {},
    row?: number,
  ): Promise<void> {
    const before = await standing(issueId);
    const isDriven = await driver.give(caller, issueId, command, typed);
    const after = await standing(issueId);
    if (after.version === before.version) throw new Error(`${caller} ${command} changed nothing`);
    if (isDriven) driven.add(wayOf(command, before.place, after.place, row));
  }

  async function raise(title: string, confidentiality: "open" | "shielded" = "open"): Promise<number> {
    const issueId = await driver.raise(title, confidentiality);
    driven.add(wayOf("submit", "none", "submitted"));
    return issueId;
  }

  const accept = (issueId: number) => give("county_supervisor", issueId, "accept", { categoryCode: "02" });

  async function dispatch(issueId: number, coHandler?: number): Promise<void> {
    const accepted = { categoryCode: "02", consentedBy: "主任会议" };
    await driver.give("county_supervisor", issueId, "accept_and_transfer", accepted);
    const co: Typed = coHandler === undefined ? {} : { coHandlers: String(coHandler) };
    await give("county_dispatcher", issueId, "dispatch", { departmentId: String(units.lead), ...co });
  }

  async function answer(issueId: number, answerClass: string, more: Typed = {}): Promise<void> {
    await give("handler", issueId, "draft_answer", { answerClass, body: `答复 ${answerClass}` });
    await give("department_head", issueId, "sign_answer", { answerClass, ...more });
  }

  /** A raised issue that its unit has answered. */
  async function answered(title: string, answerClass: string, more: Typed = {}): Promise<number> {
    const issueId = await raise(title);
    await dispatch(issueId);
    await give("handler", issueId, "sign_for");
    await answer(issueId, answerClass, more);
    return issueId;
  }

  /** A way that the system took by itself: the issue's log must show its event. */
  async function sawSystem(issueId: number, event: string, way: string): Promise<void> {
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from events where subject_kind = 'issue' and subject_id = ${issueId}
        and actor_role = 'system' and kind = ${event}`;
    if (row!.n === 0) throw new Error(`the system gave no ${event} to issue ${issueId}`);
    driven.add(way);
  }

  return {
    units,
    give,
    raise,
    accept,
    dispatch,
    answer,
    answered,
    sawSystem,
    placeOf: async (issueId: number) => (await standing(issueId)).place,
    numberOf: async (issueId: number) => {
      const [row] = await owner<{ number: string }[]>`select number from issues where issue_id = ${issueId}`;
      return row!.number;
    },
    dayAfter: async (days: number) =>
      new Date(Date.parse(await office.clock.now()) + days * DAY_MS).toISOString().slice(0, 10),
    later: (days: number) => driver.later(days * DAY_MS),
  };
}
