import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvents } from "#db/record.ts";
import { type ChosenFirms, chosenCondition, MOST_CHOSEN } from "./chosen-firms.server.ts";

export type SetProgramme = { key: string; chosen: ChosenFirms; inProgramme: boolean; reason: string };
/** What became of the chosen firms; those left out have no township yet or are not active. */
export type ProgrammeSet = { changed: number; unchanged: number; unplaced: number; inactive: number };

type Row = { firmId: number; inProgramme: boolean; placed: boolean; active: boolean };

/**
 * Takes the chosen firms into the programme or out of it, with a reason. Firms without a township or not active stay
 * out and are counted. A running pairing is left as it is: pairs change with the next plan that is published.
 */
export function setProgramme(ctx: Ctx, command: SetProgramme): Promise<Result<ProgrammeSet>> {
  const { key, chosen, inProgramme, reason } = command;
  const content = { chosen, inProgramme, reason };
  return once(ctx, { key, action: "firm.set_programme", content }, async (tx, now) => {
    const firms = await tx.execute<Row>(sql`
      select firms.firm_id as "firmId", firms.in_programme as "inProgramme",
        firms.township_code is not null and firms.county_code is not null as placed, firms.state = 'active' as active
      from firms where ${chosenCondition(ctx.actor, chosen)}
      order by firms.firm_id limit ${MOST_CHOSEN + 1} for update`);
    if (firms.length === 0) return refuse("register.nothing_chosen", {});
    if (firms.length > MOST_CHOSEN) return refuse("register.too_many_chosen", { limit: MOST_CHOSEN });
    const other = firms.filter((firm) => firm.inProgramme !== inProgramme);
    const fit = other.filter((firm) => !inProgramme || (firm.placed && firm.active));
    const ids = JSON.stringify(fit.map((firm) => firm.firmId));
    await tx.execute(sql`
      update firms set in_programme = ${inProgramme}, version = version + 1
      where firm_id in (select value::int from jsonb_array_elements_text(${ids}::text::jsonb))`);
    const kind = inProgramme ? "firm.programme_joined" : "firm.programme_left";
    await recordEvents(
      tx,
      ctx.actor,
      now,
      fit.map(({ firmId }) => ({
        subjectKind: "firm" as const,
        subjectId: firmId,
        kind,
        payload: { reason },
      })),
    );
    const objectId = fit.length === 1 ? fit[0]!.firmId : `${fit.length} firms`;
    const audit = { action: "firm.set_programme", objectKind: "firm" as const, objectId };
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { ...audit, detail: { inProgramme, changed: fit.length } },
      ctx.requestId,
    );
    const unplaced = other.filter((firm) => inProgramme && !firm.placed).length;
    return ok({
      changed: fit.length,
      unchanged: firms.length - other.length,
      unplaced,
      inactive: other.length - fit.length - unplaced,
    });
  });
}
