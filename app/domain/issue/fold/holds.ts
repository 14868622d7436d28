import type { Hold } from "#app/domain/deadline/holding.ts";
import type { ClockOwner } from "#app/domain/deadline/span.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { handlerOf, supervisorOf } from "./clocks.ts";

/** Who owes the next step of an open issue; null for a closed one. */
export function holderOf(facts: IssueFacts): ClockOwner | null {
  switch (facts.state) {
    case null:
    case "closed":
      return null;
    case "submitted":
      return facts.information ? party("raiser") : supervisorOf(facts);
    case "accepted":
      return supervisorOf(facts);
    case "transferred":
      return party("dispatcher");
    case "dispatched":
    case "handling":
    case "promised":
      return handlerOf(facts);
    case "answered":
      if (facts.awaitingRatification || facts.partly) return supervisorOf(facts);
      if (facts.callback && facts.callback.result === null) return party("deputy");
      return facts.answer?.deliveredAt === null && !facts.callback ? handlerOf(facts) : party("firm");
  }
}

/** Ends the present hold and opens the next one when the holder has changed. */
export function foldHolds(holds: readonly Hold[], facts: IssueFacts, at: number): readonly Hold[] {
  const holder = holderOf(facts);
  const last = holds[holds.length - 1];
  const open = last && last.to === null ? last : undefined;
  if (
    open &&
    holder &&
    open.owner.party === holder.party &&
    open.owner.departmentId === holder.departmentId
  ) {
    return holds;
  }
  const ended = open ? [...holds.slice(0, -1), { ...open, to: at }] : holds;
  return holder ? [...ended, { owner: holder, from: at, to: null }] : ended;
}

function party(name: ClockOwner["party"]): ClockOwner {
  return { party: name, departmentId: null };
}
