import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { EXTENSIONS, LEVEL_REASONS } from "../lexicon/replies.ts";
import type { People } from "./people.ts";
import { answerAt, type Pace, type Plot, WORKDAY } from "./plot.ts";
import type { Beat } from "./simulate.ts";

type Part = Generator<Beat, IssueFacts | null, IssueFacts>;

/** The unit takes the issue up; returns the facts when the answer is due to be written, null where the issue rests. */
export function* handled(plot: Plot, people: People, pace: Pace, begin: IssueFacts, rests: boolean): Part {
  const { random } = pace;
  let facts = begin;
  const dispatchedAt = facts.lead?.at ?? facts.lastAt ?? 0;
  const departmentId = facts.lead?.departmentId ?? 0;
  const handler = people.handler(departmentId);
  const lazy = rests && plot.level === null && random.chance(0.12);
  let at = pace.office(Math.max(dispatchedAt, facts.lastAt ?? 0), 10, lazy ? 1_200 : 300);
  facts = yield { at, by: handler, command: { kind: "sign_for" } };
  const way = random.pick(["phone", "visit", "phone", "chat"] as const);
  at = pace.office(at, 5, 90);
  facts = yield { at, by: handler, command: { kind: "record_contact", way } };
  const planned = answerAt(plot, pace, dispatchedAt);
  const interim = facts.clocks.some((span) => span.kind === "interim" && span.endedAt === null);
  const interimAt = pace.office(dispatchedAt, 2 * WORKDAY, Math.round(4.8 * WORKDAY));
  const acts: [number, () => Part][] = [];
  if (interim && (rests ? random.chance(0.7) : interimAt < planned)) {
    acts.push([
      interimAt,
      function* () {
        return yield { at: Math.max(at, interimAt), by: handler, command: { kind: "give_interim_answer" } };
      },
    ]);
  }
  for (const co of facts.coHandlers) {
    if (co.opinionAt !== null || (rests && random.chance(0.3))) continue;
    const opinionAt = pace.office(dispatchedAt, WORKDAY, 4 * WORKDAY);
    if (opinionAt < planned) {
      acts.push([
        opinionAt,
        function* () {
          return yield {
            at: Math.max(at, opinionAt),
            by: people.handler(co.departmentId),
            command: { kind: "give_opinion" },
          };
        },
      ]);
    }
  }
  for (const [when, part] of acts.sort((a, b) => a[0] - b[0])) {
    facts = (yield* part()) ?? facts;
    at = Math.max(at, when);
  }
  if (plot.rest === "paused" && rests) return yield* pausedForGood(plot, people, pace, facts, at);
  if (rests) return yield* lies(plot, people, pace, facts);
  if (random.chance(0.06) && plot.type !== "inquiry" && plot.severity === "ordinary") {
    facts = yield* asked(plot, people, pace, facts, at);
  }
  return yield { at: Math.max(planned - 30 * 60_000, facts.lastAt ?? 0), command: null };
}

/** An extension or a pause on the way, granted for most. */
function* asked(
  plot: Plot,
  people: People,
  pace: Pace,
  begin: IssueFacts,
  since: number,
): Generator<Beat, IssueFacts, IssueFacts> {
  const { random } = pace;
  const handler = people.handler(begin.lead?.departmentId ?? 0);
  const supervisor = people.supervisor(plot.countyCode, plot.settled === "sealed");
  const granted = random.chance(0.8);
  const at = pace.office(since, 30, WORKDAY);
  if (random.chance(0.5)) {
    const days = plot.type === "complex" ? random.int(5, 15) : random.int(2, 7);
    yield { at, by: handler, command: { kind: "ask_extension", days, reason: random.pick(EXTENSIONS) } };
    const command = {
      kind: "rule_request",
      what: "extension",
      granted,
      reason: granted ? "情况属实" : "应按期办理",
    } as const;
    return yield { at: pace.office(at, 30, 600), by: supervisor, command };
  }
  const until = pace.civil(at, random.int(6, 20));
  yield { at, by: handler, command: { kind: "ask_pause", reason: "firm_material", until } };
  const ruledAt = pace.office(at, 30, 600);
  const inTime = granted && until > pace.civil(ruledAt, 0);
  const facts = yield {
    at: ruledAt,
    by: supervisor,
    command: {
      kind: "rule_request",
      what: "pause",
      granted: inTime,
      reason: inTime ? "同意" : "材料可同步补充",
    },
  };
  if (facts.pause === null) return facts;
  const supplied = pace.day(ruledAt, 2, 5);
  const paused = yield { at: supplied, command: null };
  if (paused.pause === null) return paused;
  return yield { at: supplied, by: plot.firmSpoke ? people.firm : plot.raiser, command: { kind: "resume" } };
}

/** The unit waits for a superior's reply with a pause that still lasts. */
function* pausedForGood(plot: Plot, people: People, pace: Pace, facts: IssueFacts, since: number): Part {
  const handler = people.handler(facts.lead?.departmentId ?? 0);
  const supervisor = people.supervisor(plot.countyCode, plot.settled === "sealed");
  const at = pace.office(since, 30, WORKDAY);
  const until = pace.civil(pace.rules.end, pace.random.int(4, 25));
  yield { at, by: handler, command: { kind: "ask_pause", reason: "superior_reply", until } };
  yield {
    at: pace.office(at, 30, 600),
    by: supervisor,
    command: { kind: "rule_request", what: "pause", granted: true, reason: "同意，收到答复立即恢复" },
  };
  return null;
}

/** Nobody answers: the ladder climbs by itself, and at the open gate a person of the city decides about most. */
function* lies(plot: Plot, people: People, pace: Pace, begin: IssueFacts): Part {
  const { random } = pace;
  let facts = begin;
  const patience = random.next();
  for (let day = 0; day < 200; day++) {
    const at = (facts.lastAt ?? 0) + 86_400_000;
    facts = yield { at: Math.max(at, plot.submittedAt + day * 86_400_000), command: null };
    const gate = facts.clocks.some((span) => span.gate === "open" && span.endedAt === null);
    if (!gate) continue;
    if (plot.level === null && patience < 0.35) return null;
    const level = plot.level ?? (patience < 0.6 ? 3 : patience < 0.85 ? 4 : 5);
    const decidedAt = pace.office(Math.max(at, facts.lastAt ?? 0), 60, 3 * WORKDAY);
    yield {
      at: decidedAt,
      by: people.citySupervisor,
      command: { kind: "decide_level", level, reason: random.pick(LEVEL_REASONS) },
    };
    return null;
  }
  return null;
}
