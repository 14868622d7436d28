import { and, eq, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { findTold } from "#app/domain/escalation/told.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { decideLetter, letterCommandsFor } from "#app/domain/supervision/letter.ts";
import type { LetterState } from "#app/domain/supervision/states.ts";
import type { Ctx, Db, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { supervisionNotices } from "#db/schema/oversight/supervision.ts";
import { keptDirectory } from "#db/views/directory.ts";
import { letterScope } from "#db/views/letter.scope.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import type { LetterForm } from "./letter.schema.ts";

type Locked = {
  version: number;
  state: LetterState;
  received: boolean;
  number: string | null;
  signedBy: number | null;
  departmentId: number | null;
  issueId: number;
  countyCode: string;
  closed: boolean;
};

/** Papers are numbered one after the other, whoever signs at the same moment. */
const NUMBER_LOCK = 7_202_604;

/**
 * Gives one command to a supervision notice: a draft is edited, signed or dropped; the unit confirms receipt and replies. Only signing
 * sends it: the unit's people are told in the same transaction, and nobody before. Refuses with `letter.*`, `common.not_found`, `common.conflict`.
 */
export function giveLetterCommand(
  ctx: Ctx,
  key: string,
  letterId: number,
  form: LetterForm,
): Promise<Result<{ letterId: number; number: string | null }>> {
  return once(
    ctx,
    { key, action: `letter.${form.command}`, content: { letterId, ...form } },
    async (tx, now) => {
      const { actor } = ctx;
      if (actor.kind !== "person") return refuse("common.not_found", {});
      const letter = await lockLetter(tx, ctx, letterId);
      if (letter === null) return refuse("common.not_found", {});
      const facts = { state: letter.state, isReceived: letter.received };
      const decided = decideLetter(facts, form.command);
      if (!decided.ok) return decided;
      if (!letterCommandsFor(facts, actor.role).includes(form.command)) return refuse("common.not_found", {});
      if (letter.version !== form.version)
        return refuse("common.conflict", { expected: form.version, found: letter.version });
      const change = await changeOf(tx, now, actor.userId, letterId, letter, form);
      if (!change.ok) return change;
      await tx
        .update(supervisionNotices)
        .set({ ...change.value, version: letter.version + 1 })
        .where(eq(supervisionNotices.supervisionNoticeId, letterId));
      const number = change.value.number ?? letter.number;
      await tellOf(ctx.db, tx, now, letterId, { ...letter, number }, form.command);
      const about = { subjectKind: "supervision_notice" as const, subjectId: letterId };
      const kind = `letter.${form.command}`;
      await recordEvent(tx, actor, now, { ...about, kind, payload: { issueId: letter.issueId, number } });
      const audit = { action: kind, objectKind: about.subjectKind, objectId: letterId };
      await recordAudit(tx, actor, now, audit, ctx.requestId);
      return ok({ letterId, number });
    },
  );
}

async function lockLetter(tx: Tx, ctx: Ctx, letterId: number): Promise<Locked | null> {
  const [row] = await tx.execute<Locked>(sql`
    select letters.version, letters.state, letters.received_at is not null as received, letters.number, letters.signed_by as "signedBy",
      letters.department_id as "departmentId", letters.issue_id as "issueId", issues.county_code as "countyCode", issues.state = 'closed' as closed
    from supervision_notices letters join issues on issues.issue_id = letters.issue_id
    where letters.supervision_notice_id = ${letterId} and ${letterScope(ctx.actor)} for update of letters`);
  return row ?? null;
}

type Change = Partial<typeof supervisionNotices.$inferInsert>;

async function changeOf(
  tx: Tx,
  now: string,
  userId: number,
  letterId: number,
  letter: Locked,
  form: LetterForm,
): Promise<Result<Change>> {
  switch (form.command) {
    case "edit":
    case "sign": {
      const { number, signer, replyBy, body } = form;
      if (form.command === "sign" && letter.closed) return refuse("letter.issue_closed", {});
      if (form.command === "sign" && letter.departmentId === null) return refuse("letter.no_unit", {});
      if (replyBy < civilDayOf(now)) return refuse("letter.reply_day_past", { day: replyBy }, "replyBy");
      await tx.execute(sql`select pg_advisory_xact_lock(${NUMBER_LOCK})`);
      const taken = await tx
        .select({ letterId: supervisionNotices.supervisionNoticeId })
        .from(supervisionNotices)
        .where(
          and(
            eq(supervisionNotices.number, number),
            sql`${supervisionNotices.supervisionNoticeId} <> ${letterId}`,
          ),
        );
      if (taken.length > 0) return refuse("letter.number_taken", { number }, "number");
      const paper = { number, signer, replyBy, body };
      return ok(
        form.command === "edit" ? paper : { ...paper, state: "signed", signedAt: now, signedBy: userId },
      );
    }
    case "drop":
      return ok({ state: "dropped", droppedReason: form.reason });
    case "receive":
      return ok({ receivedAt: now, receivedBy: userId, ...(form.reply ? { reply: form.reply } : {}) });
    case "reply": {
      const receipt = letter.received ? {} : { receivedAt: now, receivedBy: userId };
      return ok({ ...receipt, state: "replied", repliedAt: now, repliedBy: userId, reply: form.reply });
    }
  }
}

/** Signing tells the unit's head and handler, its liaison and deputy head in copy; a reply tells who signed; withdrawing a sent one tells the unit. */
async function tellOf(
  db: Db,
  tx: Tx,
  now: string,
  letterId: number,
  letter: Locked,
  command: LetterForm["command"],
): Promise<void> {
  const facts = { href: `/letters/${letterId}`, number: letter.number ?? "" };
  const { issueId } = letter;
  if (command === "reply" && letter.signedBy !== null)
    await tellPeople(tx, now, [{ userId: letter.signedBy }], { kind: "letter_replied", issueId, facts });
  const sent = command === "sign" || (command === "drop" && letter.state === "signed");
  if (!sent) return;
  const people = await unitPeople(db, tx, now, letter);
  const kind = command === "sign" ? "letter_signed" : "letter_withdrawn";
  await tellPeople(tx, now, people, { kind, issueId, facts });
}

/** Who speaks for the unit at this moment: read from the dated posts. */
export async function unitPeople(
  db: Db,
  tx: Tx,
  now: string,
  letter: Pick<Locked, "departmentId" | "countyCode">,
) {
  const directory = await keptDirectory(db, tx, civilDayOf(now));
  const { departmentId, countyCode } = letter;
  const where = { departmentId, countyCode, dispatchedFrom: "county" as const, partyUsers: {} };
  return findTold(directory, where, ["unit_head", "unit_handler"], ["unit_deputy_head", "unit_liaison"]).told;
}
