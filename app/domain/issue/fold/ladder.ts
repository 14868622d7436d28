import type { Level } from "#app/domain/deadline/clocks.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { Reducers } from "./reducer.ts";

type LadderKind =
  | "issue.escalated"
  | "issue.gate_opened"
  | "issue.level_decided"
  | "issue.stood_down"
  | "issue.rearmed";

/**
 * The level an issue shows: the highest reached on the main ladder since it was last stood down. A new round or
 * episode climbs afresh but never lowers it; only a recorded stand-down 解除督办 does.
 */
export const LADDER_REDUCERS: Pick<Reducers, LadderKind> = {
  "issue.escalated": (facts, payload) =>
    payload.ladder === "main" ? { level: higher(facts, payload.level) } : {},
  "issue.gate_opened": () => ({}),
  "issue.level_decided": (facts, payload) => ({ level: higher(facts, payload.level) }),
  "issue.stood_down": () => ({ level: null }),
  "issue.rearmed": () => ({}),
};

function higher(facts: IssueFacts, level: Level): Level {
  return facts.level === null || level > facts.level ? level : facts.level;
}
