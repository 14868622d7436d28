import type { Actor, PersonActor } from "#app/domain/access/actor.ts";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { type ActorFacts, stranger } from "#app/domain/issue/actors.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import type { Result } from "#app/domain/result.ts";
import { testCalendar } from "./calendar.ts";

export const COUNTY = "420506";
export const UNIT = { departmentId: 7, kind: "government" as const };
export const OTHER_UNIT = { departmentId: 8, kind: "government" as const };
export const CO_UNIT = 9;
export const BOOK: PolicyBook = { deadlines: [DEFAULT_DEADLINE_POLICY], ladders: [DEFAULT_LADDER_POLICY] };

function person(role: Role, rest: Partial<PersonActor> = {}): Actor {
  return {
    kind: "person",
    userId: 100,
    grantId: 100,
    name: "",
    role,
    countyCode: null,
    townshipCode: null,
    stationId: null,
    departmentId: null,
    deputyId: null,
    firmId: null,
    postId: null,
    ...rest,
  };
}

/** The cast of an issue in one county; each stands in the right relation to it. */
export const CAST = {
  firm: { ...stranger(person("firm_representative", { userId: 1, firmId: 1 })), ownFirm: true, raiser: true },
  deputy: stranger(person("deputy", { userId: 2, deputyId: 2 })),
  clerk: stranger(person("station_clerk", { userId: 3 })),
  townshipOfficer: stranger(person("township_officer", { userId: 4 })),
  countySupervisor: stranger(person("county_supervisor", { userId: 5, countyCode: COUNTY })),
  citySupervisor: stranger(person("city_supervisor", { userId: 6 })),
  countyDispatcher: stranger(person("county_dispatcher", { userId: 7, countyCode: COUNTY })),
  cityDispatcher: stranger(person("city_dispatcher", { userId: 8 })),
  handler: stranger(person("handler", { userId: 9, departmentId: UNIT.departmentId })),
  head: stranger(person("department_head", { userId: 10, departmentId: UNIT.departmentId })),
  otherHandler: stranger(person("handler", { userId: 11, departmentId: OTHER_UNIT.departmentId })),
  coHandler: stranger(person("handler", { userId: 12, departmentId: CO_UNIT })),
  system: stranger(SYSTEM),
} satisfies Record<string, ActorFacts>;
export type CastName = keyof typeof CAST;

/** Anybody in `role` who stands in no relation to the issue. */
export function outsider(role: Role): ActorFacts {
  return stranger(person(role, { userId: 999, countyCode: "420599", departmentId: 999 }));
}

export const SUBMIT: IssueCommand = {
  kind: "submit",
  raiserKind: "firm",
  firmSpoke: true,
  firstSpokenAt: null,
  countyCode: COUNTY,
  categoryCode: null,
  severity: "ordinary",
  type: "ordinary",
  confidentiality: "open",
};
export const ACCEPT: IssueCommand = {
  kind: "accept",
  categoryCode: "C01",
  severity: "ordinary",
  type: "ordinary",
  confidentiality: "open",
};
export const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-11-02", paperNo: "1" };
export const SAY = { kind: "say", result: null, attitude: null, remains: null, wantedOn: null } as const;

/** One issue in memory: its log and facts, with commands given by the cast at named instants. */
export class IssueWorld {
  log: IssueEvent[] = [];
  facts: IssueFacts = NO_ISSUE;

  constructor(
    public now: number,
    public calendar: Calendar = testCalendar(),
    public book: PolicyBook = BOOK,
  ) {}

  try(who: CastName | ActorFacts, command: IssueCommand): Result<IssueEvent[]> {
    const by = typeof who === "string" ? CAST[who] : who;
    const decided = decideIssue(this.facts, command, by, {
      now: this.now,
      policies: this.book,
      calendar: this.calendar,
    });
    if (decided.ok) this.append(decided.value);
    return decided;
  }

  /** Gives a command that has to be accepted. */
  do(who: CastName | ActorFacts, command: IssueCommand): this {
    const decided = this.try(who, command);
    if (!decided.ok) throw new Error(`${command.kind}: ${decided.error.code}`);
    return this;
  }

  at(now: number): this {
    this.now = now;
    return this;
  }

  append(events: readonly IssueEvent[]): void {
    this.log.push(...events);
    this.facts = foldIssue(events, this.facts);
  }

  /** Brings the issue to `state` by the plain way, all at the present instant. */
  to(
    state: "submitted" | "accepted" | "transferred" | "dispatched" | "handling" | "answered" | "promised",
  ): this {
    const steps: [string, CastName, IssueCommand][] = [
      ["submitted", "firm", SUBMIT],
      ["accepted", "countySupervisor", ACCEPT],
      ["transferred", "countySupervisor", { kind: "transfer", to: "county", consent: CONSENT }],
      ["dispatched", "countyDispatcher", { kind: "dispatch", unit: UNIT, coHandlers: [CO_UNIT] }],
      ["handling", "handler", { kind: "sign_for" }],
    ];
    for (const [reached, who, command] of steps) {
      this.do(who, command);
      if (reached === state) return this;
    }
    return state === "promised" ? this.answer("B", "2026-12-31") : this.answer("A");
  }

  answer(answerClass: "A" | "B" | "C" | "D", promisedOn: string | null = null): this {
    this.do("handler", { kind: "draft_answer", answerClass });
    return this.do("head", { kind: "sign_answer", answerClass, promisedOn });
  }
}
