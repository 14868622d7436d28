import { sql } from "drizzle-orm";
import { readPhone } from "#app/domain/register/values/people.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import type { DecideCorrectionForm } from "./correction.schema.ts";

/** Open requests a firm may have at a time. */
const MOST_OPEN = 5;

/** A firm asks to put right what is held about it 更正申请; the clerks and the officer of its township are told. */
export function askCorrection(
  ctx: Ctx,
  key: string,
  wanted: string,
): Promise<Result<{ correctionId: number }>> {
  return once(ctx, { key, action: "correction.ask", content: wanted }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.firmId === null) return refuse("common.forbidden", {});
    const { firmId } = actor;
    const [firm] = await tx.execute<{ name: string; open: number }>(sql`
      select name, (select count(*)::int from firm_corrections c where c.firm_id = firms.firm_id and c.state = 'open') as open
      from firms where firm_id = ${firmId} for update`);
    if (!firm) return refuse("common.not_found", {});
    if (firm.open >= MOST_OPEN) return refuse("account.corrections_full", { limit: MOST_OPEN }, "wanted");
    const [row] = await tx.execute<{ correctionId: number }>(sql`
      insert into firm_corrections (firm_id, wanted, asked_by, asked_at, version)
      values (${firmId}, ${wanted}, ${actor.userId}, ${now}, 1) returning correction_id as "correctionId"`);
    const correctionId = row!.correctionId;
    const clerks = await tx.execute<{ userId: number }>(sql`
      select g.user_id as "userId" from role_grants g join firms f on f.township_code = g.township_code
      where f.firm_id = ${firmId} and g.role in ('station_clerk', 'township_officer') and g.ended_on is null`);
    const facts = { firmName: firm.name, href: "/corrections" };
    await tellPeople(tx, now, [...clerks], { kind: "correction.asked", issueId: null, facts });
    const object = { objectKind: "firm", objectId: firmId } as const;
    await recordAudit(
      tx,
      actor,
      now,
      { action: "correction.asked", ...object, detail: { correctionId } },
      ctx.requestId,
    );
    return ok({ correctionId });
  });
}

/**
 * Decides a firm's request: done, with address and phone put right in the register where they differ, or refused with the reason; the
 * firm is told. Refuses with `common.not_found` outside the scope, `common.conflict` when somebody was quicker, a phone that is none.
 */
export function decideCorrection(
  ctx: Ctx,
  key: string,
  form: DecideCorrectionForm,
): Promise<Result<{ firm: string }>> {
  return once(ctx, { key, action: "correction.decide", content: form }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const phone = readPhone(form.phone);
    if (phone.doubt !== null) return refuse("register.phone_invalid", {}, "phone");
    const [found] = await tx.execute<Found>(sql`
      select firms.firm_id as "firmId", firms.name, firms.address, firms.phone, c.state, c.version, c.asked_by as "askedBy"
      from firm_corrections c join firms on firms.firm_id = c.firm_id
      where c.correction_id = ${form.correctionId} and ${firmScope(actor)} for update of c, firms`);
    if (!found) return refuse("common.not_found", {});
    if (found.state !== "open" || found.version !== form.version)
      return refuse("common.conflict", { expected: form.version, found: found.version });
    const state = form.command;
    await tx.execute(sql`
      update firm_corrections set state = ${state}, decision = ${form.decision}, decided_by = ${actor.userId},
        decided_at = ${now}, version = version + 1 where correction_id = ${form.correctionId}`);
    if (state === "done") await putRight(ctx, tx, now, found, { address: form.address, phone: phone.phone });
    if (found.askedBy !== null)
      await tellPeople(tx, now, [{ userId: found.askedBy }], {
        kind: `correction.${state}`,
        issueId: null,
        facts: { href: "/my-firm" },
      });
    const detail = { correctionId: form.correctionId, state };
    const object = { objectKind: "firm", objectId: found.firmId } as const;
    await recordAudit(tx, actor, now, { action: "correction.decided", ...object, detail }, ctx.requestId);
    return ok({ firm: found.name });
  });
}

type Found = {
  firmId: number;
  name: string;
  address: string;
  phone: string | null;
  state: string;
  version: number;
  askedBy: number | null;
};

/** Writes what differs into the register, with the value before and after in its log. */
async function putRight(
  ctx: Ctx,
  tx: Tx,
  now: string,
  firm: Found,
  next: { address: string; phone: string | null },
): Promise<void> {
  const changes = {
    ...(firm.address === next.address ? {} : { address: { from: firm.address, to: next.address } }),
    ...(firm.phone === next.phone ? {} : { phone: { from: firm.phone, to: next.phone } }),
  };
  if (Object.keys(changes).length === 0) return;
  await tx.execute(sql`
    update firms set address = ${next.address}, phone = ${next.phone}, version = version + 1 where firm_id = ${firm.firmId}`);
  const subject = { subjectKind: "firm", subjectId: firm.firmId } as const;
  await recordEvent(tx, ctx.actor, now, { ...subject, kind: "firm.edited", payload: { changes } });
}
