import { CLOCK_KINDS, type Level } from "#app/domain/deadline/clocks.ts";
import type { LadderPolicy, Rung } from "./policy.ts";
import type { Recipient } from "./recipients.ts";

const PLAIN: Omit<Rung, "level" | "tells"> = {
  share: null,
  workingDays: null,
  notSolved: null,
  returns: null,
  sameProblem: null,
  gate: false,
  digestUpToDays: null,
  draftsNotice: false,
};

function rung(level: Level, tells: readonly Recipient[], rest: Partial<Rung>): Rung {
  return { ...PLAIN, level, tells, ...rest };
}

/** Levels 0 to 5 as they ship; `head` adds who is told beside the unit's head from level 2. Source: product rules, section 6. */
function mainRungs(head: readonly Recipient[]): readonly Rung[] {
  return [
    rung(0, ["unit_handler", "unit_liaison"], { share: 0.7, digestUpToDays: 3 }),
    rung(1, ["unit_deputy_head"], { workingDays: 0 }),
    rung(2, ["unit_head", ...head], { workingDays: 5, notSolved: 2, draftsNotice: true }),
    rung(3, ["city_committee", "inspection_head"], {
      workingDays: 10,
      returns: 3,
      sameProblem: 5,
      gate: true,
    }),
    rung(4, ["unit_leader_in_charge", "chairpersons"], {}),
    rung(5, ["chairpersons"], {}),
  ];
}

/** Courts and prosecutors: transfer and feedback only; reminders, no pressure on single cases. */
const JUDICIAL: readonly Rung[] = [
  rung(0, ["unit_handler", "unit_liaison"], { share: 0.7, digestUpToDays: 3 }),
  rung(1, ["unit_liaison"], { workingDays: 0 }),
];

/** A reminder ladder: the owner at 70%, then at overdue and every two working days the next to be told. */
function reminder(owner: Recipient, ...next: Recipient[]): readonly Rung[] {
  const rungs = [rung(0, [owner], { share: 0.7 })];
  const told = next.length > 0 ? next : [owner];
  told.forEach((recipient, i) => {
    rungs.push(rung((i + 1) as Level, i === 0 ? [owner, recipient] : [recipient], { workingDays: i * 2 }));
  });
  return rungs;
}

/** A pair's next contact: the deputy when it is due soon, with the clerk when it is overdue, then the county, in its digest. */
const CONTACT: readonly Rung[] = [
  rung(0, ["deputy"], { share: 0 }),
  rung(1, ["deputy", "clerk"], { workingDays: 0 }),
  rung(2, ["county_supervisor"], { workingDays: 10, digestUpToDays: 366 }),
];

/** The ladders that ship with the product (version 1). Source: product rules, table of clocks and section 6. */
export const DEFAULT_LADDER_POLICY: LadderPolicy = {
  version: 1,
  inForceFrom: 0,
  main: {
    government: mainRungs(["county_committee"]),
    vertical: mainRungs(["county_committee", "superior_organ"]),
    utility: mainRungs(["county_committee", "regulator"]),
    zone: mainRungs(["zone_committee"]),
    court: JUDICIAL,
    prosecutor: JUDICIAL,
  },
  overrides: [],
  reminders: {
    triage: reminder("county_supervisor", "county_deputy_director", "city_supervisor"),
    transfer: reminder("county_supervisor", "county_deputy_director", "city_supervisor"),
    assignment: reminder("dispatcher", "inspection_head"),
    signing: reminder("unit_handler", "unit_liaison"),
    objection: [],
    ruling: reminder("dispatcher", "city_supervisor"),
    interim: reminder("unit_handler", "unit_liaison"),
    opinion: reminder("co_handler", "unit_handler"),
    request: reminder("county_supervisor"),
    promise_date: reminder("firm"),
    delivery: reminder("unit_handler", "deputy", "clerk"),
    confirmation: reminder("firm"),
    callback: reminder("deputy", "clerk", "county_supervisor"),
    correction: reminder("firm"),
    message_takeup: reminder("deputy", "clerk", "county_supervisor"),
    review: reminder("county_supervisor", "city_supervisor"),
    protective_call: reminder("city_supervisor", "city_committee"),
    ratification: reminder("county_supervisor", "city_supervisor"),
    information: reminder("raiser"),
    contact: CONTACT,
  },
};

/** Every reminder ladder by name, for the policy screen and tests. */
export const REMINDER_LADDERS = CLOCK_KINDS.filter((kind) => kind !== "answer" && kind !== "promise");
