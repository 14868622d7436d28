import type { Role } from "#app/domain/access/roles.ts";

/** Lists of messages: what waits for the reader's own step, what is overdue, what is held back, what waits for the firm, everything. */
export const MESSAGE_LISTS = ["waiting", "overdue", "held", "asked_back", "all"] as const;
export type MessageList = (typeof MESSAGE_LISTS)[number];

/** Roles that have messages to look after. */
export const MESSAGE_READERS = [
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
] as const satisfies readonly Role[];

/** The list an address asks for. */
export function readMessageList(params: URLSearchParams): MessageList {
  const asked = params.get("list");
  return MESSAGE_LISTS.find((one) => one === asked) ?? "waiting";
}
