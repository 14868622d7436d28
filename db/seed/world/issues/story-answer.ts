import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { FirmSay, Rating } from "#app/domain/issue/states.ts";
import type { Random } from "../random.ts";
import type { People } from "./people.ts";
import { answerClass, closingOf, type Pace, type Plot } from "./plot.ts";
import type { Beat } from "./simulate.ts";

type Part = Generator<Beat, IssueFacts | null, IssueFacts>;

/** The unit writes and signs, the firm hears and speaks; returns the facts of the next pass, or null where the issue rests. */
export function* answered(plot: Plot, people: People, pace: Pace, begin: IssueFacts, pass: number): Part {
  const { random } = pace;
  const departmentId = begin.lead?.departmentId ?? 0;
  const handler = people.handler(departmentId);
  const head = people.head(departmentId);
  let chosen = pass > 2 ? "A" : answerClass(random);
  if (plot.rest === "promised" && pass === 1) chosen = "B";
  if (plot.rest === "unheard" || (plot.rest === "second_round" && pass === 1)) chosen = "A";
  if (plot.rest === "unratified") chosen = "D";
  let at = pace.office(begin.lastAt ?? 0, 5, 60);
  yield { at, by: handler, command: { kind: "draft_answer", answerClass: chosen } };
  if (random.chance(0.08)) {
    at = pace.office(at, 10, 200);
    yield { at, by: head, command: { kind: "send_back_answer", comment: "请写明具体办理结果" } };
    at = pace.office(at, 20, 240);
    yield { at, by: handler, command: { kind: "draft_answer", answerClass: chosen } };
  }
  at = pace.office(at, 5, 240);
  const promisedOn = chosen === "B" ? promiseDay(plot, pace, at) : null;
  const signed = yield { at, by: head, command: { kind: "sign_answer", answerClass: chosen, promisedOn } };
  const told = random.chance(0.5)
    ? ({ by: handler, way: "phone" } as const)
    : ({ by: people.firm, way: "opened" } as const);
  at = told.way === "phone" ? pace.office(at, 10, 300) : pace.day(at, 0, 1);
  let facts: IssueFacts = yield { at, by: told.by, command: { kind: "record_delivery", way: told.way } };
  if (signed.state === "promised") {
    const kept = yield* promised(plot, people, pace, facts);
    if (kept === null) return null;
    facts = kept;
  }
  if (plot.rest === "unheard") return null;
  return yield* heard(plot, people, pace, facts);
}

/** A day for a promise: before long for issues that are meant to be over, around today for those that wait. */
function promiseDay(plot: Plot, pace: Pace, signedAt: number): string {
  if (plot.rest !== "promised") return pace.civil(signedAt, pace.random.int(8, 45));
  const aroundToday = pace.civil(pace.rules.end, pace.random.int(-24, 60));
  const soonest = pace.civil(signedAt, 10);
  return aroundToday > soonest ? aroundToday : soonest;
}

/** A promise is accepted, watched, and kept around its day; returns the facts once it is answered, null while it is owed. */
function* promised(plot: Plot, people: People, pace: Pace, begin: IssueFacts): Part {
  const { random } = pace;
  let facts = begin;
  if (facts.dateRuling === "none" && !facts.dateAccepted && random.chance(0.85)) {
    facts = yield {
      at: pace.day(facts.lastAt ?? 0, 0, 3),
      by: people.firm,
      command: { kind: "accept_promise_date" },
    };
  }
  if (plot.rest === "promised") return null;
  const due = closingOf(facts.answer?.promisedOn ?? "");
  const early = due - random.int(1, 4) * 86_400_000;
  const at = pace.office(
    Math.max(random.chance(0.85) ? early : due + 86_400_000, facts.lastAt ?? 0),
    10,
    300,
  );
  const departmentId = facts.lead?.departmentId ?? 0;
  yield { at, by: people.handler(departmentId), command: { kind: "draft_answer", answerClass: "A" } };
  const signedAt = pace.office(at, 5, 200);
  yield {
    at: signedAt,
    by: people.head(departmentId),
    command: { kind: "sign_answer", answerClass: "A", promisedOn: null },
  };
  const toldAt = pace.office(signedAt, 10, 300);
  return yield {
    at: toldAt,
    by: people.handler(departmentId),
    command: { kind: "record_delivery", way: "phone" },
  };
}

/** The firm speaks, or is called back in its silence; what is only explained goes to ratification. */
function* heard(plot: Plot, people: People, pace: Pace, begin: IssueFacts): Part {
  const { random } = pace;
  const soft = begin.answer?.answerClass === "C" || begin.answer?.answerClass === "D";
  const say = sayOf(random, plot, soft, begin.round);
  const silent = plot.rest === null && random.chance(0.16);
  let facts = begin;
  if (silent) {
    const called = yield* calledBack(plot, people, pace, begin, say);
    if (called === null) return null;
    facts = called;
  } else {
    const at = pace.day(begin.lastAt ?? 0, 0, 4);
    const rated = rating(random, say);
    const remains = say === "partly" ? (plot.settled === "open" ? "还有一项没有落实" : "…") : null;
    const wantedOn = say === "partly" ? pace.civil(at, random.int(10, 30)) : null;
    facts = yield {
      at,
      by: people.firm,
      command: { kind: "say", say, result: rated, attitude: rating(random, "solved"), remains, wantedOn },
    };
  }
  if (facts.partly !== null && facts.state === "answered")
    return yield* partlyRuled(plot, people, pace, facts);
  if (facts.awaitingRatification) {
    if (plot.rest === "unratified") return null;
    const supervisor = people.supervisor(plot.countyCode, plot.settled === "sealed");
    const at = pace.office(facts.lastAt ?? 0, 60, 900);
    const refused = facts.say === "not_solved" && random.chance(0.4);
    const command = refused
      ? ({ kind: "refuse_ratification", reason: "解释依据不足，请重新办理" } as const)
      : ({ kind: "ratify", reason: "依据充分，企业已了解" } as const);
    facts = yield { at, by: supervisor, command };
  }
  return facts.state === "dispatched" ? facts : null;
}

/** Nobody spoke in five days: the deputy calls, one time in five in vain; the result stands after the firm's five days. */
function* calledBack(plot: Plot, people: People, pace: Pace, begin: IssueFacts, say: FirmSay): Part {
  const { random } = pace;
  let facts = begin;
  for (let day = 1; facts.callback === null && day <= 20; day++) {
    facts = yield { at: (begin.lastAt ?? 0) + day * 86_400_000, command: null };
  }
  if (facts.callback === null) return null;
  const caller =
    plot.deputyId === null ? people.supervisor(plot.countyCode, false) : people.deputy(plot.deputyId, false);
  let at = facts.lastAt ?? 0;
  if (random.chance(0.2)) {
    for (let tries = 0; tries < 3; tries++) {
      at = pace.office(at, 120, 700);
      facts = yield { at, by: caller, command: { kind: "record_vain_try" } };
    }
  } else {
    at = pace.office(at, 60, 1_200);
    const result = say === "partly" ? "solved" : say;
    const command = {
      kind: "record_call",
      result,
      rating: rating(random, result),
      attitude: rating(random, "solved"),
      remains: null,
      wantedOn: null,
    } as const;
    facts = yield { at, by: caller, command };
  }
  for (let day = 1; facts.callback !== null && !facts.callback.concluded && day <= 20; day++) {
    facts = yield { at: at + day * 86_400_000, command: null };
  }
  return facts;
}

function* partlyRuled(plot: Plot, people: People, pace: Pace, begin: IssueFacts): Part {
  const supervisor = people.supervisor(plot.countyCode, plot.settled === "sealed");
  const at = pace.office(begin.lastAt ?? 0, 30, 700);
  const soonest = pace.civil(at, 3);
  const wanted = begin.partly?.wantedOn ?? soonest;
  const promisedOn = wanted > soonest ? wanted : soonest;
  const facts = yield {
    at,
    by: supervisor,
    command: { kind: "rule_partly", promisedOn, reason: "余下事项限期落实" },
  };
  const kept = yield* promised(plot, people, pace, facts);
  if (kept === null) return null;
  const said = pace.day(kept.lastAt ?? 0, 0, 4);
  yield {
    at: said,
    by: people.firm,
    command: {
      kind: "say",
      say: "solved",
      result: "satisfied",
      attitude: "satisfied",
      remains: null,
      wantedOn: null,
    },
  };
  return null;
}

function sayOf(random: Random, plot: Plot, soft: boolean, round: number): FirmSay {
  if (plot.rest === "second_round" && round === 1) return "not_solved";
  if (soft) return random.chance(0.82) ? "understood" : "not_solved";
  if (round > 1) return random.chance(0.94) ? "solved" : "not_solved";
  return random.weighted([
    ["solved", 87],
    ["partly", 5],
    ["not_solved", 8],
  ] as const);
}

function rating(random: Random, say: FirmSay | "solved"): Rating {
  if (say === "not_solved") return random.chance(0.7) ? "dissatisfied" : "basically";
  return random.weighted([
    ["satisfied", 74],
    ["basically", 22],
    ["dissatisfied", 4],
  ] as const);
}
