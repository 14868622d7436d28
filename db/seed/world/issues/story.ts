import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { ASKED, CONSENTERS, DECLINE_REASONS, OBJECTIONS } from "../lexicon/replies.ts";
import type { People } from "./people.ts";
import type { Pace, Plot } from "./plot.ts";
import type { Beat, Story } from "./simulate.ts";
import { answered } from "./story-answer.ts";
import { handled } from "./story-handling.ts";

/** Tells an issue from the first word to where it is meant to be today. */
export function* tell(plot: Plot, people: People, pace: Pace): Story {
  const { random } = pace;
  let facts: IssueFacts = yield {
    at: plot.submittedAt,
    by: plot.raiser,
    command: {
      kind: "submit",
      raiserKind: plot.raiserKind,
      firmSpoke: plot.firmSpoke,
      firstSpokenAt: null,
      countyCode: plot.countyCode,
      categoryCode: random.chance(0.9) ? plot.categoryCode : null,
      severity: plot.severity,
      type: "ordinary",
      confidentiality: plot.chosen,
    },
  };
  const supervisor = people.supervisor(plot.countyCode, plot.chosen === "sealed");
  const own = plot.firmSpoke ? people.firm : plot.raiser;
  if (plot.rest === "submitted") return;
  const late = random.chance(0.04);
  const triageAt = pace.office(plot.submittedAt, late ? 560 : 15, late ? 900 : 320);
  if (plot.ending === "withdrawn" && random.chance(0.7)) {
    yield {
      at: Math.min(triageAt - 60_000, plot.submittedAt + random.int(10, 240) * 60_000),
      by: own,
      command: { kind: "withdraw" },
    };
    return;
  }
  if (plot.ending === "declined") {
    const [reason, whereToGo] = random.pick(DECLINE_REASONS);
    yield { at: triageAt, by: supervisor, command: { kind: "decline", reason, whereToGo } };
    return;
  }
  if (plot.ending === "merged" && plot.mergeInto !== null) {
    const { issueId, mergeInto: intoIssueId } = plot;
    yield {
      at: triageAt,
      by: supervisor,
      command: { kind: "merge", issueId, intoIssueId, reason: "与前件反映同一事项" },
    };
    return;
  }
  let at = triageAt;
  if (plot.ending === "unsupplied" || random.chance(0.08)) {
    facts = yield { at, by: supervisor, command: { kind: "ask_information", what: random.pick(ASKED) } };
    if (plot.ending === "unsupplied") return;
    at = pace.day(at, 1, 4);
    facts = yield { at, by: own, command: { kind: "supply_information" } };
    at = pace.office(at, 20, 240);
  }
  facts = yield {
    at,
    by: supervisor,
    command: {
      kind: "accept",
      categoryCode: plot.categoryCode,
      severity: plot.severity,
      type: plot.type,
      confidentiality: plot.settled,
    },
  };
  if (plot.rest === "accepted") return;
  at = pace.office(at, 30, random.chance(0.05) ? 1_300 : 600);
  if (plot.ending === "withdrawn") {
    yield { at, by: own, command: { kind: "withdraw" } };
  } else if (plot.ending === "diverted") {
    const to = random.pick(["mediation", "petition", "court"] as const);
    yield { at, by: supervisor, command: { kind: "divert", to, reason: "依法应由该渠道处理" } };
  } else if (plot.ending === "converted") {
    yield {
      at,
      by: supervisor,
      command: { kind: "convert", suggestionNo: `${pace.civil(at, 0).slice(0, 4)}-${random.int(100, 999)}` },
    };
  } else {
    facts = yield* dispatched(plot, people, pace, at);
    if (facts.state === "dispatched" && plot.rest !== "unsigned") yield* passes(plot, people, pace, facts);
  }
}

/** From acceptance to the unit: consent and transfer, assignment, now and then handed back first. */
function* dispatched(
  plot: Plot,
  people: People,
  pace: Pace,
  begin: number,
): Generator<Beat, IssueFacts, IssueFacts> {
  const { random } = pace;
  const supervisor = people.supervisor(plot.countyCode, plot.settled === "sealed");
  const consent = (at: number) => ({
    consentedBy: random.pick(CONSENTERS),
    consentedOn: pace.civil(at, 0),
    paperNo: `${pace.civil(at, 0).slice(0, 4)}-${plot.issueId}`,
  });
  const { unit, coHandlers } = plot;
  if (plot.transferTo === null) {
    return yield {
      at: begin,
      by: supervisor,
      command: { kind: "dispatch_directly", unit, coHandlers, consent: consent(begin) },
    };
  }
  const to = plot.transferTo;
  let at = begin;
  let facts: IssueFacts = yield {
    at,
    by: supervisor,
    command: { kind: "transfer", to, consent: consent(at) },
  };
  if (plot.rest === "transferred") return facts;
  const dispatcher = people.dispatcher(to, plot.countyCode);
  if (random.chance(0.025)) {
    at = pace.office(at, 60, 500);
    yield { at, by: dispatcher, command: { kind: "hand_back", reason: "事项表述不清，请明确诉求" } };
    at = pace.office(at, 30, 400);
    yield { at, by: supervisor, command: { kind: "transfer", to, consent: consent(at) } };
  }
  at = pace.office(at, 30, random.chance(0.05) ? 1_300 : 620);
  facts = yield { at, by: dispatcher, command: { kind: "dispatch", unit, coHandlers } };
  if (plot.otherUnit !== null) {
    const handler = people.handler(unit.departmentId);
    const reason = random.pick(OBJECTIONS);
    at = pace.office(at, 60, 500);
    yield {
      at,
      by: handler,
      command: { kind: "object", reason, proposedDepartmentId: plot.otherUnit.departmentId },
    };
    at = pace.office(at, 60, 500);
    facts = yield {
      at,
      by: dispatcher,
      command: { kind: "rule_objection", upheld: true, reason: "按职责改交", unit: plot.otherUnit },
    };
  }
  return facts;
}

/** One pass after another: the unit handles, answers, the firm speaks; "not solved" opens the next. */
function* passes(plot: Plot, people: People, pace: Pace, begin: IssueFacts): Story {
  let facts = begin;
  for (let pass = 1; pass <= 4; pass++) {
    const round = facts.round;
    const restsHere =
      plot.rest === "unanswered" || plot.rest === "paused" || (plot.rest === "second_round" && round > 1);
    const handling = yield* handled(plot, people, pace, facts, restsHere);
    if (handling === null) return;
    const after = yield* answered(plot, people, pace, handling, pass);
    if (after === null || after.state !== "dispatched") return;
    facts = after;
  }
}
