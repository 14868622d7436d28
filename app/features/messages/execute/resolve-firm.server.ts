import { and, eq, sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { readUscc } from "#app/domain/uscc/read.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { firms } from "#db/schema/firms.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import type { LoadedMessage } from "./load-message.server.ts";
import type { MessageChanges } from "./store-message.server.ts";

/** How somebody of the office names the firm of a message: one of the register, or a new one by USCC and name. */
export type NamedFirm = { firmId?: number; firmUscc: string; firmTitle: string };

/**
 * The firm of a message as the office names it; what it had stays where nothing is named. A firm the register does not hold is added by
 * its USCC, outside the programme, in the message's county. Refuses with `message.uscc_invalid`, `message.firm_unknown`.
 */
export async function resolveFirm(
  ctx: Ctx,
  tx: Tx,
  now: string,
  message: LoadedMessage,
  named: NamedFirm,
): Promise<Result<MessageChanges>> {
  const { row } = message;
  if (ctx.actor.kind !== "person") return refuse("common.forbidden", {});
  if (named.firmId !== undefined && named.firmId !== row.firmId) {
    const [known] = await tx
      .select({ firmId: firms.firmId, countyCode: firms.countyCode, townshipCode: firms.townshipCode })
      .from(firms)
      .where(and(eq(firms.firmId, named.firmId), firmReach(ctx.actor)));
    return known ? ok(placed(row, known)) : refuse("message.firm_unknown", {}, "firmId");
  }
  if (named.firmUscc === "") return ok({});
  const reading = readUscc(named.firmUscc);
  if (reading.kind !== "valid") return refuse("message.uscc_invalid", {}, "firmUscc");
  const [known] = await tx
    .select({ firmId: firms.firmId, countyCode: firms.countyCode, townshipCode: firms.townshipCode })
    .from(firms)
    .where(eq(firms.uscc, reading.uscc));
  if (known) return ok(placed(row, known));
  const name = named.firmTitle || row.firmName;
  if (ctx.actor.role === "deputy" || name === "") return refuse("message.firm_unknown", {}, "firmTitle");
  const [added] = await tx
    .insert(firms)
    .values({
      uscc: reading.uscc,
      name,
      searchText: searchTextOf([name], [reading.uscc]),
      phone: row.phone,
      countyCode: row.countyCode,
      townshipCode: row.townshipCode,
      createdAt: now,
    })
    .returning({ firmId: firms.firmId });
  const firmId = added!.firmId;
  await recordAudit(
    tx,
    ctx.actor,
    now,
    { action: "firm.added", objectKind: "firm", objectId: firmId },
    ctx.requestId,
  );
  return ok({ firmId, firmMatch: "office" });
}

/** Whom somebody may name: deputies any firm of the county, officers and supervisors those they see. */
function firmReach(actor: PersonActor) {
  return actor.role === "deputy" ? sql`firms.county_code = ${actor.countyCode}` : firmScope(actor);
}

/** A message goes where its firm is. */
function placed(
  row: LoadedMessage["row"],
  firm: { firmId: number; countyCode: string | null; townshipCode: string | null },
): MessageChanges {
  return {
    firmId: firm.firmId,
    firmMatch: "office",
    countyCode: firm.countyCode ?? row.countyCode,
    townshipCode: firm.townshipCode ?? row.townshipCode,
  };
}
