import { and, asc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { deputies } from "#db/schema/deputies.ts";
import { firms } from "#db/schema/firms.ts";
import { deputyScope, firmScope } from "#db/views/firm.scope.ts";

/** The firms of a contact that the register knows, and what was typed for one that it does not know or knows twice. */
export type MetFirms = { firmIds: number[]; namedFirm: string };

/**
 * The firms of a contact: those ticked must be in the actor's scope (else refused in words: one may have been handed over while the form was open); one more may be named by its exact name or
 * USCC. A deputy may name any firm, an officer or clerk one of theirs; what fits no firm or several is kept as it was typed, for the
 * township officer or clerk to say which it is: a visit is not refused for a name.
 */
export async function resolveFirms(
  tx: Tx,
  actor: PersonActor,
  ticked: readonly number[],
  named: string,
): Promise<Result<MetFirms>> {
  const ids: number[] = [];
  let namedFirm = "";
  if (ticked.length > 0) {
    const rows = await tx
      .select({ firmId: firms.firmId })
      .from(firms)
      .where(and(inArray(firms.firmId, [...ticked]), firmScope(actor)));
    if (rows.length !== ticked.length) return refuse("contact.firm_not_yours", {}, "firmId");
    ids.push(...ticked);
  }
  if (named !== "") {
    const rows = await findFirms(tx, named, actor.role === "deputy" ? sql`true` : firmScope(actor));
    if (rows.length !== 1) namedFirm = named;
    else if (!ids.includes(rows[0]!.firmId)) ids.push(rows[0]!.firmId);
  }
  return ok({ firmIds: ids, namedFirm });
}

/** The firm that an officer or clerk means by its exact name or USCC, within their reach. */
export async function resolveFirm(tx: Tx, actor: PersonActor, named: string): Promise<Result<number>> {
  const rows = await findFirms(tx, named, firmScope(actor));
  if (rows.length === 0) return refuse("contact.firm_unknown", { name: named }, "firm");
  if (rows.length > 1) return refuse("contact.firm_ambiguous", { name: named, count: rows.length }, "firm");
  return ok(rows[0]!.firmId);
}

/** At most two firms of `scope` with the name or USCC that was typed. */
async function findFirms(tx: Tx, named: string, scope: SQL): Promise<{ firmId: number }[]> {
  const name = named.normalize("NFKC").replace(/\s+/g, "");
  return tx
    .select({ firmId: firms.firmId })
    .from(firms)
    .where(and(scope, or(eq(firms.uscc, name.toUpperCase()), eq(firms.name, named), eq(firms.name, name))))
    .limit(2);
}

/**
 * The deputies credited: the actor's own mandate, and those named by card number, phone or name (several separated by commas).
 * A name that fits nobody or several in reach is refused. A deputy reaches colleagues of the county, an officer or clerk theirs.
 */
export async function resolveDeputies(tx: Tx, actor: PersonActor, named: string): Promise<Result<number[]>> {
  const ids = actor.role === "deputy" && actor.deputyId !== null ? [actor.deputyId] : [];
  const names = named
    .normalize("NFKC")
    .split(/[,;、\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length > 30) return refuse("contact.too_many", { what: "deputies", limit: 30 }, "withDeputies");
  const reach =
    actor.role === "deputy"
      ? sql`deputies.county_code = (select county_code from deputies where deputy_id = ${actor.deputyId})`
      : deputyScope(actor);
  for (const name of names) {
    const rows = await tx
      .select({ deputyId: deputies.deputyId })
      .from(deputies)
      .where(
        and(
          reach,
          eq(deputies.state, "active"),
          or(eq(deputies.cardNo, name), eq(deputies.phone, name), eq(deputies.name, name)),
        ),
      )
      .orderBy(asc(deputies.deputyId))
      .limit(2);
    if (rows.length !== 1) return refuse("contact.deputy_unknown", { name }, "withDeputies");
    if (!ids.includes(rows[0]!.deputyId)) ids.push(rows[0]!.deputyId);
  }
  return ok(ids);
}
