import { sql } from "drizzle-orm";
import { readPhone } from "#app/domain/register/values/people.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import type { EditFirmForm } from "./firm-forms.schema.ts";
import { type FirmData, loadFirm } from "./get-firm.query.server.ts";

export type EditFirm = { key: string; firmId: number; version: number; values: FirmValues };
/** What a person may correct by hand. */
export type FirmValues = Omit<EditFirmForm, "intent" | "version">;

const FIELDS = [
  "name",
  "entityKind",
  "sectorCode",
  "sizeClass",
  "state",
  "address",
  "phone",
  "businessScope",
] as const satisfies readonly (keyof FirmValues & keyof FirmData)[];

/** The fields that differ, with the value before and after. */
export type FirmChanges = Partial<
  Record<(typeof FIELDS)[number], { from: string | null; to: string | null }>
>;

/**
 * Corrects a firm's basic data. The former name is kept; a firm that is no longer active leaves the programme.
 * Refused: outside the scope, `common.conflict` when somebody changed the firm since it was read, a phone that is none.
 */
export function editFirm(
  ctx: Ctx,
  { key, firmId, version, values }: EditFirm,
): Promise<Result<{ version: number }>> {
  return once(ctx, { key, action: "firm.edit", content: { firmId, version, values } }, async (tx, now) => {
    const firm = await loadFirm(tx, ctx.actor, firmId);
    if (!firm) return refuse("common.not_found", {});
    if (firm.version !== version)
      return refuse("common.conflict", { expected: version, found: firm.version });
    const phone = readPhone(values.phone);
    if (phone.doubt !== null) return refuse("register.phone_invalid", {}, "phone");
    const next = { ...values, entityKind: values.entityKind || null, phone: phone.phone };
    const changes = changesBetween(firm, next);
    if (Object.keys(changes).length === 0) return ok({ version });
    const renamed = next.name !== firm.name;
    const formerNames = renamed
      ? [...firm.formerNames.filter((name) => name !== next.name), firm.name]
      : firm.formerNames;
    const leaves = firm.inProgramme && next.state !== "active";
    const updated = await tx.execute(sql`
      update firms set name = ${next.name}, entity_kind = ${next.entityKind}, sector_code = ${next.sectorCode},
        size_class = ${next.sizeClass}, state = ${next.state}, address = ${next.address}, phone = ${next.phone},
        business_scope = ${next.businessScope}, search_text = ${searchTextOf([next.name, ...formerNames], [firm.uscc])},
        former_names = array(select jsonb_array_elements_text(${JSON.stringify(formerNames)}::text::jsonb)),
        in_programme = in_programme and ${!leaves}, version = version + 1
      where firm_id = ${firmId} and version = ${version} returning firm_id`);
    if (updated.length === 0) return refuse("common.conflict", { expected: version, found: version + 1 });
    const subject = { subjectKind: "firm" as const, subjectId: firmId };
    await recordEvent(tx, ctx.actor, now, { ...subject, kind: "firm.edited", payload: { changes } });
    if (leaves)
      await recordEvent(tx, ctx.actor, now, {
        ...subject,
        kind: "firm.programme_left",
        payload: { reason: next.state },
      });
    const detail = { fields: Object.keys(changes) };
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "firm.edit", objectKind: "firm", objectId: firmId, detail },
      ctx.requestId,
    );
    return ok({ version: version + 1 });
  });
}

function changesBetween(firm: FirmData, next: Record<(typeof FIELDS)[number], string | null>): FirmChanges {
  const changed = FIELDS.filter((field) => (firm[field] ?? "") !== (next[field] ?? ""));
  return Object.fromEntries(changed.map((field) => [field, { from: firm[field], to: next[field] }]));
}
