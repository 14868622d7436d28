import type { Actor, PersonActor } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { EventActor } from "./events.ts";
import type { IssueFacts } from "./facts.ts";

/**
 * Who acts, and how this person stands to this issue. `ownFirm` = speaks for the issue's firm, `raiser` = entered the
 * issue, `conflicted` = a deputy employed by the unit or a competitor: all three come from protected rows the log
 * does not hold. `delegation` = a dated authority 授权代签 to sign for a head, `until` epoch ms.
 */
export type ActorFacts = {
  actor: Actor;
  ownFirm: boolean;
  raiser: boolean;
  conflicted: boolean;
  delegation: { headUserId: number; until: number } | null;
};

/** A person who stands in no special relation to the issue. */
export function stranger(actor: Actor): ActorFacts {
  return { actor, ownFirm: false, raiser: false, conflicted: false, delegation: null };
}

/** In what quality somebody may give a command; the table names these, not roles. */
export const ACTOR_CLASSES = [
  "raiser",
  "firm",
  "deputy",
  "clerk",
  "township_officer",
  "supervisor",
  "city_supervisor",
  "dispatcher",
  "who_dispatched",
  "handler",
  "co_handler",
  "head",
  "system",
] as const;
export type ActorClass = (typeof ACTOR_CLASSES)[number];

/** Roles in which one can be of the class at all, before any issue is looked at. */
export const CLASS_ROLES: Record<ActorClass, readonly (Role | "system")[]> = {
  raiser: [
    "firm_representative",
    "deputy",
    "station_clerk",
    "township_officer",
    "county_supervisor",
    "city_supervisor",
  ],
  firm: ["firm_representative"],
  deputy: ["deputy"],
  clerk: ["station_clerk"],
  township_officer: ["township_officer"],
  supervisor: ["county_supervisor", "city_supervisor"],
  city_supervisor: ["city_supervisor"],
  dispatcher: ["county_dispatcher", "city_dispatcher"],
  who_dispatched: ["county_dispatcher", "city_dispatcher", "county_supervisor", "city_supervisor"],
  handler: ["handler"],
  co_handler: ["handler", "department_head"],
  head: ["department_head", "handler"],
  system: ["system"],
};

/** Whether `by` acts in the quality `quality` towards this issue at `now` (epoch ms). */
export function isOfClass(facts: IssueFacts, by: ActorFacts, quality: ActorClass, now: number): boolean {
  const { actor } = by;
  if (quality === "system") return actor.kind === "system";
  if (actor.kind === "anonymous") return by.ownFirm && isFirmsOwn(facts, quality);
  if (actor.kind !== "person") return false;
  if (!CLASS_ROLES[quality].includes(actor.role)) return false;
  switch (quality) {
    case "raiser":
      return facts.state === null || (facts.firmSpoke ? by.ownFirm : by.raiser);
    case "firm":
      return facts.state === null || by.ownFirm;
    case "deputy":
    case "clerk":
    case "township_officer":
    case "city_supervisor":
      return true;
    case "supervisor":
      return isSupervisor(facts, actor);
    case "dispatcher":
      return isDispatcher(facts, actor);
    case "who_dispatched":
      return facts.lead?.by === "supervisor" ? isSupervisor(facts, actor) : isDispatcher(facts, actor);
    case "handler":
      return isLeadUnit(facts, actor);
    case "co_handler":
      return facts.coHandlers.some((unit) => unit.departmentId === actor.departmentId);
    case "head":
      return (
        isLeadUnit(facts, actor) &&
        (actor.role === "department_head" || (by.delegation !== null && now <= by.delegation.until))
      );
  }
}

/**
 * The log's name for an actor. The user of a representative or deputy is left out: it would name the firm of a
 * shielded issue. Somebody who holds the firm's own link counts as the firm.
 */
export function eventActor(actor: Actor): EventActor {
  if (actor.kind === "system") return { userId: null, role: "system" };
  if (actor.kind === "anonymous") return { userId: null, role: "firm_representative" };
  const named = actor.role !== "firm_representative" && actor.role !== "deputy";
  return { userId: named ? actor.userId : null, role: actor.role };
}

/** A firm may act by the link it was given, without an account. */
function isFirmsOwn(facts: IssueFacts, quality: ActorClass): boolean {
  return quality === "firm" || (quality === "raiser" && (facts.state === null || facts.firmSpoke));
}

/** The county's own supervisor, or the city's, who alone may see sealed issues. */
function isSupervisor(facts: IssueFacts, actor: PersonActor): boolean {
  if (actor.role === "city_supervisor") return true;
  if (actor.role !== "county_supervisor") return false;
  return (
    facts.state === null || (facts.confidentiality !== "sealed" && actor.countyCode === facts.countyCode)
  );
}

function isDispatcher(facts: IssueFacts, actor: PersonActor): boolean {
  if (actor.role === "city_dispatcher") return facts.transferredTo !== null;
  return (
    actor.role === "county_dispatcher" &&
    facts.transferredTo === "county" &&
    actor.countyCode === facts.countyCode
  );
}

function isLeadUnit(facts: IssueFacts, actor: PersonActor): boolean {
  return facts.lead !== null && facts.lead.departmentId === actor.departmentId;
}
