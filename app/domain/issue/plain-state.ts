import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Closing, IssueState } from "./states.ts";

/** The plain states a firm reads 已发送 已受理 办理中 已答复 已解决, or 未解决·已升级; any other ending is 已结束 with its reason. */
export const PLAIN_STATES = ["sent", "accepted", "in_work", "answered", "solved", "raised", "ended"] as const;
export type PlainState = (typeof PLAIN_STATES)[number];

/** Where an issue stands in the firm's words: only its own word makes it solved. `notSolved` = how often it said it is not. */
export function plainStateOf(issue: {
  state: IssueState;
  closing: Closing | null;
  level: Level | null;
  notSolved: number;
}): PlainState {
  switch (issue.state) {
    case "submitted":
      return "sent";
    case "accepted":
    case "transferred":
      return "accepted";
    case "dispatched":
    case "handling":
    case "promised":
      return issue.notSolved > 0 || (issue.level ?? 0) >= 2 ? "raised" : "in_work";
    case "answered":
      return "answered";
    case "closed":
      return issue.closing === "resolved" ? "solved" : "ended";
  }
}
