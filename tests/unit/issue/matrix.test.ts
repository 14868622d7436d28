import { describe, expect, it } from "vitest";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { ROLES, type Role } from "#app/domain/access/roles.ts";
import { type ActorClass, type ActorFacts, CLASS_ROLES, stranger } from "#app/domain/issue/actors.ts";
import type { CommandKind, IssueCommand } from "#app/domain/issue/commands.ts";
import { commandsFor, decideIssue } from "#app/domain/issue/decide.ts";
import { ISSUE_EVENT_KINDS, type IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import type { Rule } from "#app/domain/issue/rules/rule.ts";
import { CLOSINGS, ISSUE_STATES, OPEN_STATES } from "#app/domain/issue/states.ts";
import { COMMAND_KINDS, placeOf, rowsOf } from "#app/domain/issue/transitions.ts";
import { at } from "#tests/support/calendar.ts";
import { issueAt, PLACES } from "#tests/support/issue-places.ts";
import {
  CAST,
  CO_UNIT,
  CONSENT,
  COUNTY,
  IssueWorld,
  OTHER_UNIT,
  outsider,
  SAY,
  SUBMIT,
  UNIT,
} from "#tests/support/issue-world.ts";

const NOW = at("2026-11-03", "10:00");

/** A well-formed command of each kind, so that only state, role and guards can refuse. */
const SAMPLE: { [K in CommandKind]: IssueCommand } = {
  submit: SUBMIT,
  ask_information: { kind: "ask_information", what: "合同" },
  supply_information: { kind: "supply_information" },
  add_material: { kind: "add_material" },
  remind_information: { kind: "remind_information" },
  close_unsupplied: { kind: "close_unsupplied" },
  decline: { kind: "decline", reason: "不属受理范围", whereToGo: "仲裁委" },
  contest_decline: { kind: "contest_decline" },
  review_decline: { kind: "review_decline", upheld: false, reason: "" },
  merge: { kind: "merge", issueId: 1, intoIssueId: 2, reason: "" },
  undo_merge: { kind: "undo_merge", reason: "" },
  contest_merge: { kind: "contest_merge" },
  review_merge: { kind: "review_merge", upheld: false, reason: "" },
  withdraw: { kind: "withdraw" },
  record_protective_call: { kind: "record_protective_call", note: "" },
  accept: {
    kind: "accept",
    categoryCode: "01",
    severity: "ordinary",
    type: "ordinary",
    confidentiality: "open",
  },
  reclassify: { kind: "reclassify", categoryCode: "02", severity: "urgent", type: "ordinary", reason: "" },
  agree_to_naming: { kind: "agree_to_naming" },
  change_confidentiality: { kind: "change_confidentiality", to: "shielded", reason: "" },
  transfer: { kind: "transfer", to: "county", consent: CONSENT },
  dispatch_directly: {
    kind: "dispatch_directly",
    unit: { departmentId: 20, kind: "court" },
    coHandlers: [],
    consent: CONSENT,
  },
  dispatch: { kind: "dispatch", unit: UNIT, coHandlers: [] },
  hand_back: { kind: "hand_back", reason: "" },
  sign_for: { kind: "sign_for" },
  object: { kind: "object", reason: "", proposedDepartmentId: null },
  rule_objection: { kind: "rule_objection", upheld: false, reason: "", unit: null },
  ask_reassignment: { kind: "ask_reassignment", reason: "", proposedDepartmentId: null },
  rule_reassignment: { kind: "rule_reassignment", granted: false, reason: "", unit: null },
  redispatch: { kind: "redispatch", unit: OTHER_UNIT, coHandlers: [], reason: "" },
  give_opinion: { kind: "give_opinion" },
  record_contact: { kind: "record_contact", way: "phone" },
  give_interim_answer: { kind: "give_interim_answer" },
  ask_pause: { kind: "ask_pause", reason: "firm_material", until: "2026-11-20" },
  ask_extension: { kind: "ask_extension", days: 5, reason: "" },
  rule_request: { kind: "rule_request", what: "pause", granted: true, reason: "" },
  lapse_request: { kind: "lapse_request" },
  resume: { kind: "resume" },
  draft_answer: { kind: "draft_answer", answerClass: "A" },
  send_back_answer: { kind: "send_back_answer", comment: "" },
  sign_answer: { kind: "sign_answer", answerClass: "A", promisedOn: null },
  correct_answer: { kind: "correct_answer" },
  accept_promise_date: { kind: "accept_promise_date" },
  dispute_promise_date: { kind: "dispute_promise_date", reason: "", proposedOn: null },
  rule_promise_date: { kind: "rule_promise_date", promisedOn: "2026-12-01", reason: "" },
  record_delivery: { kind: "record_delivery", way: "phone" },
  say: { ...SAY, say: "solved" },
  rule_partly: { kind: "rule_partly", promisedOn: "2026-12-01", reason: "" },
  open_callback: { kind: "open_callback" },
  record_vain_try: { kind: "record_vain_try" },
  record_call: {
    kind: "record_call",
    result: "solved",
    rating: null,
    attitude: null,
    remains: null,
    wantedOn: null,
  },
  conclude_callback: { kind: "conclude_callback" },
  ratify: { kind: "ratify", reason: "" },
  refuse_ratification: { kind: "refuse_ratification", reason: "" },
  contest: { kind: "contest" },
  rule_contest: { kind: "rule_contest", reopened: true, reason: "" },
  take_up_again: { kind: "take_up_again" },
  divert: { kind: "divert", to: "court", reason: "" },
  convert: { kind: "convert", suggestionNo: "第12号" },
  propose_exclusion: { kind: "propose_exclusion", reason: "" },
  rule_exclusion: { kind: "rule_exclusion", agreed: true, reason: "" },
  link_platform: { kind: "link_platform", platform: "12345", number: "1" },
  decide_level: { kind: "decide_level", level: 3, reason: "" },
  stand_down: { kind: "stand_down", reason: "" },
  rearm: { kind: "rearm", reason: "" },
};

/** Everybody who could come: each role in its right place, each role as an outsider, and the system. */
const COMERS: [string, Role | "system", ActorFacts][] = [
  ...Object.entries(CAST).map(([name, by]): [string, Role | "system", ActorFacts] => [
    name,
    by.actor.kind === "person" ? by.actor.role : "system",
    by,
  ]),
  ...ROLES.map((role): [string, Role, ActorFacts] => [`outside ${role}`, role, outsider(role)]),
];

function mayEver(command: CommandKind, role: Role | "system"): boolean {
  return rowsOf(command).some((row) => row.by.some((quality) => CLASS_ROLES[quality].includes(role)));
}

/** What is wrong with an acceptance: no row of this place covers its events or the state it led to. */
function allowedWrongly(
  facts: IssueFacts,
  events: IssueEvent[],
  rows: readonly Rule[],
  by: ActorFacts,
  command: CommandKind,
): string | null {
  if (!rows.some((row) => events.every((event) => row.events.includes(event.kind))))
    return "events of no row";
  if (!commandsFor(facts, by, NOW).includes(command)) return "not among the commands offered";
  const to = placeOf(foldIssue(events, facts));
  const led = rows.some((row) =>
    row.to.some((place) => place === to || (place === "same" && to === placeOf(facts))),
  );
  return led ? null : `led to ${to}`;
}

/** What is wrong with a refusal: role goes before state, state before guards. */
function refusedWrongly(
  facts: IssueFacts,
  code: string,
  rows: readonly Rule[],
  role: Role | "system",
  command: CommandKind,
): string | null {
  if (!mayEver(command, role)) return code === "issue.not_your_role" ? null : code;
  const here = rows.some((row) => row.by.some((quality) => CLASS_ROLES[quality].includes(role)));
  if (here) return code === "issue.already_closed" ? code : null;
  const expected = facts.state === "closed" ? "issue.already_closed" : "issue.illegal_transition";
  return code === expected ? null : code;
}

describe("the table of transitions", () => {
  it("names only states, closings, commands and events that exist, and every event is produced by a row", () => {
    const produced = new Set(
      COMMAND_KINDS.flatMap((command) => rowsOf(command).flatMap((row) => row.events)),
    );
    const byClock = ["issue.escalated", "issue.gate_opened"];
    expect(ISSUE_EVENT_KINDS.filter((kind) => !produced.has(kind) && !byClock.includes(kind))).toEqual([]);
    const places = new Set<string>([
      "none",
      ...OPEN_STATES,
      ...CLOSINGS.map((closing) => `closed:${closing}`),
    ]);
    for (const command of COMMAND_KINDS) {
      for (const row of rowsOf(command)) {
        expect(row.from.filter((from) => !places.has(from))).toEqual([]);
        expect(row.to.filter((to) => to !== "same" && !places.has(to))).toEqual([]);
      }
    }
    expect(Object.keys(SAMPLE).sort()).toEqual([...COMMAND_KINDS].sort());
  });

  it("every state × command × role is allowed by a row or refused with the right code", () => {
    let allowed = 0;
    let refused = 0;
    const wrong: string[] = [];
    for (const place of PLACES) {
      const { facts, book, calendar } = issueAt(place, NOW);
      for (const command of COMMAND_KINDS) {
        const rows = rowsOf(command).filter((row) => row.from.includes(placeOf(facts)));
        for (const [name, role, by] of COMERS) {
          const decided = decideIssue(facts, SAMPLE[command], by, { now: NOW, policies: book, calendar });
          const fault = decided.ok
            ? allowedWrongly(facts, decided.value, rows, by, command)
            : refusedWrongly(facts, decided.error.code, rows, role, command);
          if (decided.ok) allowed += 1;
          else refused += 1;
          if (fault) wrong.push(`${place} ${command} ${name}: ${fault}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(allowed).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(20_000);
  });

  it("nobody outside the issue, and no read-only or administrative role, can do anything to it", () => {
    const outside: Role[] = [
      "system_administrator",
      "security_administrator",
      "auditor",
      "post_holder",
      "handler",
      "department_head",
    ];
    for (const place of PLACES) {
      if (place === "none") continue;
      for (const role of outside) {
        expect(commandsFor(issueAt(place, NOW).facts, outsider(role), NOW), `${place} ${role}`).toEqual([]);
      }
    }
  });

  it("every open state has an exit that does not hang on one person", () => {
    for (const state of OPEN_STATES) {
      const leaving = COMMAND_KINDS.flatMap((command) => rowsOf(command)).filter(
        (row) => row.from.includes(state) && row.to.some((to) => to !== "same" && to !== state),
      );
      const classes = new Set(leaving.flatMap((row) => row.by));
      const roles = new Set([...classes].flatMap((quality: ActorClass) => CLASS_ROLES[quality]));
      const official = [...roles].filter((role) => role !== "firm_representative" && role !== "deputy");
      expect(official.length, state).toBeGreaterThanOrEqual(2);
      expect(roles.has("city_supervisor") || roles.has("city_dispatcher"), state).toBe(true);
    }
  });

  it("at every supervisor step the city supervisor may act for the county, at every dispatcher step the city's", () => {
    for (const place of PLACES) {
      const world = issueAt(place, NOW);
      const city = commandsFor(world.facts, CAST.citySupervisor, NOW);
      for (const command of commandsFor(world.facts, CAST.countySupervisor, NOW))
        expect(city, place).toContain(command);
      const dispatcher = commandsFor(world.facts, CAST.cityDispatcher, NOW);
      for (const command of commandsFor(world.facts, CAST.countyDispatcher, NOW))
        expect(dispatcher, place).toContain(command);
    }
  });

  it("deputies and handlers never resolve, and no answer is accepted by silence", () => {
    for (const command of COMMAND_KINDS) {
      for (const row of rowsOf(command)) {
        if (!row.events.includes("issue.resolved")) continue;
        expect(row.by.filter((quality) => quality !== "firm" && quality !== "system")).toEqual([]);
      }
    }
    expect(ISSUE_STATES).toHaveLength(8);
  });

  it("a county's supervisor never touches a sealed issue or another county's", () => {
    const sealed = new IssueWorld(NOW).do("firm", {
      ...SUBMIT,
      kind: "submit",
      confidentiality: "sealed",
    } as IssueCommand);
    expect(commandsFor(sealed.facts, CAST.countySupervisor, NOW)).toEqual([]);
    expect(commandsFor(sealed.facts, CAST.citySupervisor, NOW)).toContain("accept");
    const elsewhere = issueAt("submitted", NOW);
    expect(commandsFor(elsewhere.facts, outsider("county_supervisor"), NOW)).toEqual([]);
    expect(elsewhere.facts.countyCode).toBe(COUNTY);
  });

  it("the system cannot speak for anybody", () => {
    const spoken = COMMAND_KINDS.filter((command) =>
      rowsOf(command).some((row) => row.by.includes("system")),
    );
    expect(spoken.sort()).toEqual([
      "close_unsupplied",
      "conclude_callback",
      "lapse_request",
      "open_callback",
      "record_delivery",
      "remind_information",
      "resume",
    ]);
    expect(commandsFor(issueAt("answered", NOW).facts, stranger(SYSTEM), NOW)).not.toContain("say");
    expect(CO_UNIT).not.toBe(UNIT.departmentId);
  });
});
