import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import type { Look } from "#app/ui/record/status-badge.tsx";

const STATE_LOOKS: Record<Exclude<IssueState, "closed">, Look> = {
  submitted: "fresh",
  accepted: "seen",
  transferred: "sent",
  dispatched: "sent",
  handling: "work",
  answered: "reply",
  promised: "promise",
};
const CLOSING_LOOKS: Record<Closing, Look> = {
  resolved: "done",
  explained: "shut",
  unconfirmed: "shut",
  declined: "off",
  withdrawn: "off",
  merged: "off",
  diverted: "off",
  converted: "off",
  unsupplied: "off",
};

/** Look and word of an issue's state: an ending is shown by how it ended. */
export function stateBadge(state: IssueState, closing: Closing | null): { look: Look; word: string } {
  if (state === "closed" && closing !== null)
    return { look: CLOSING_LOOKS[closing], word: `issue.closing.${closing}` };
  return state === "closed"
    ? { look: "rest", word: "issue.state.closed" }
    : { look: STATE_LOOKS[state], word: `issue.state.${state}` };
}
