import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { seesMasked } from "./issue.scope.ts";

/**
 * What stands for a firm or deputy where the auditor reads: the number of its record, the same on every page, so that a matter can be
 * followed without knowing whose it is. Decision 013.
 */
export function maskOf(kind: "firm" | "deputy", id: SQL): SQL {
  return sql`(${kind === "firm" ? "企业" : "代表"}::text || ' №' || ${id})`;
}

/** The same where a name has been read already. */
export function maskWord(kind: "firm" | "deputy", id: number): string {
  return `${kind === "firm" ? "企业" : "代表"} №${id}`;
}

/** A firm's or deputy's name as the actor may read it. */
export function shownName(actor: Actor, kind: "firm" | "deputy", name: SQL, id: SQL): SQL {
  return seesMasked(actor) ? maskOf(kind, id) : name;
}

/** A text that tells who it is (codes, addresses, employers), empty for whoever reads masked. */
export function shownText(actor: Actor, text: SQL): SQL {
  return seesMasked(actor) ? sql`''::text` : text;
}

/** A search by words as the actor may make it: by a masked name one could still be tried out, so that only the record's number finds it. */
export function shownSearch(actor: Actor, words: string, id: SQL, search: SQL): SQL {
  if (!seesMasked(actor)) return search;
  const number = /^\D{0,4}(\d{1,9})$/u.exec(words.trim())?.[1];
  return number === undefined ? sql`false` : sql`${id} = ${Number(number)}`;
}
