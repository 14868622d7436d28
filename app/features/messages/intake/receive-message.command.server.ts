import { and, eq, gt, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { NO_MESSAGE } from "#app/domain/message/facts.ts";
import { firstOwner, holdReason } from "#app/domain/message/route.ts";
import type { HoldReason, MessageOwner } from "#app/domain/message/states.ts";
import { decideMessage } from "#app/domain/message/transitions.ts";
import { readPhone } from "#app/domain/register/values/people.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { sha256 } from "#app/platform/ids.ts";
import { asSystem } from "#db/as-system.ts";
import { type Ctx, read, type Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { messages } from "#db/schema/intake/messages.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { nextIssueNumber } from "#db/writes/next-issue-number.ts";
import { seeMessage } from "../execute/load-message.server.ts";
import { storeMessage } from "../execute/store-message.server.ts";
import { tellOwner } from "../execute/tell-owner.server.ts";
import { keepLink, tokenOfKey } from "../links/status-token.server.ts";
import type { IntakeForm } from "../message.schema.ts";
import { type CodeOwner, codeOf } from "./find-code.query.server.ts";
import { isKnownPhone, matchFirm } from "./match-firm.server.ts";
import { takeLimits } from "./take-limits.server.ts";

/** What the sender gets: number and secret link. */
export type Received = { messageId: number; number: string; token: string };

/**
 * Takes in a message 来信 from a code, once per key: number reserved, firm recognised where it can be, clock of the firm started, sent to
 * whoever has it first, held where a machine is suspected. Refuses with `message.code_gone`, `message.phone_invalid` and, beyond the
 * limits, `message.too_many`. The link's token is made anew from the key and never stored.
 */
export async function receiveMessage(
  ctx: Ctx,
  input: { key: string; code: string; address: string; form: IntakeForm },
): Promise<Result<Received>> {
  const { key, form } = input;
  const reading = readPhone(form.phone);
  const phone = reading.phone;
  if (phone === null) return refuse("message.phone_invalid", {}, "phone");
  const { opened: _opened, ...content } = form;
  const taken = await once(
    ctx,
    { key, action: "message.receive", content: { code: input.code, ...content } },
    async (tx, now): Promise<Result<{ messageId: number; number: string }>> => {
      const code = await codeOf(tx, input.code);
      if (!code) return refuse("message.code_gone", {});
      const limits = await takeLimits(tx, now, {
        address: input.address,
        codeId: code.codeId,
        isKnown: () => isKnownPhone(tx, phone),
      });
      if (!limits.ok) return limits;
      const held = holdReason({
        trapFilled: form.website !== "",
        openedMs: openFor(form.opened, now),
        sameWords: await wasSent(tx, ctx.actor, now, code.codeId, wordsHash(form.words)),
        overSoftLimit: limits.value.over,
      });
      return store(ctx, tx, now, key, { code, phone, form, held });
    },
  );
  if (!taken.ok) return taken;
  const token = await read(ctx.db, (tx) => tokenOfKey(tx, key));
  const { messageId, number } = taken.value;
  return ok({ messageId, number, token });
}

type Incoming = { code: CodeOwner; phone: string; form: IntakeForm; held: HoldReason | null };

async function store(
  ctx: Ctx,
  tx: Tx,
  now: string,
  key: string,
  { code, phone, form, held }: Incoming,
): Promise<Result<{ messageId: number; number: string }>> {
  const firm = await matchFirm(tx, form.firmName, phone);
  const countyCode = firm?.countyCode ?? code.countyCode;
  const townshipCode = firm?.townshipCode ?? code.townshipCode;
  const throughDeputy = code.kind === "deputy" && code.reachable;
  const route = { sealed: form.sealed, direct: form.direct, throughDeputy, firmKnown: firm !== null };
  const owner = found(firstOwner(route), townshipCode);
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const decided = decideMessage(
    NO_MESSAGE,
    {
      kind: "receive",
      channel: code.kind === "deputy" ? "deputy_code" : "station_code",
      owner,
      sealed: form.sealed,
      direct: form.direct,
      held,
    },
    { actor: ctx.actor, sender: true, holder: false },
    { now: Date.parse(now), policies: policyBook(rulebook), calendar: rulebook.calendar },
  );
  if (!decided.ok) return decided;
  const [next] = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('messages', 'message_id'))::int as id`,
  );
  const messageId = next!.id;
  const number = await nextIssueNumber(tx, now);
  await seeMessage(tx, messageId);
  const deputyId = owner === "deputy" ? code.deputyId : null;
  await tx
    .insert(messages)
    .overridingSystemValue()
    .values({
      messageId,
      number,
      state: held === null ? "received" : "held",
      owner,
      confidentiality: form.sealed ? "sealed" : "open",
      isDirect: form.direct,
      channel: code.kind === "deputy" ? "deputy_code" : "station_code",
      codeId: code.codeId,
      deputyId,
      countyCode,
      townshipCode,
      firmId: firm?.firmId ?? null,
      firmMatch: firm?.match ?? null,
      firmName: form.firmName,
      phone,
      words: form.words,
      wordsHash: wordsHash(form.words),
      holdReason: held,
      receivedAt: now,
    });
  await storeMessage(tx, { messageId, countyCode, before: NO_MESSAGE }, decided.value, rulebook, {
    words: "",
    writtenBy: null,
    changes: {},
  });
  await keepLink(tx, now, await tokenOfKey(tx, key), { messageId }, null);
  const first = { messageId, number, deputyId, townshipCode, countyCode };
  // What is held is looked at by the clerk, whoever it is for.
  const looks = held !== null && owner === "deputy" ? found("clerk", townshipCode) : owner;
  await tellOwner(tx, now, { ...first, owner: looks }, null);
  const object = { objectKind: "message", objectId: messageId } as const;
  await recordAudit(tx, ctx.actor, now, { action: "message.receive", ...object }, ctx.requestId);
  await tx.execute(sql`select pg_notify('liaison_due', '')`);
  return ok({ messageId, number });
}

/** A clerk is of a township; where none is known, the county looks after it. */
function found(owner: MessageOwner, townshipCode: string | null): MessageOwner {
  return owner === "clerk" && townshipCode === null ? "county_supervisor" : owner;
}

/** How long the page was open, by the server's own stamp; null where it does not say or can't be true. */
function openFor(opened: string, now: string): number | null {
  const at = Date.parse(opened);
  const ms = Date.parse(now) - at;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

function wordsHash(words: string): string {
  return sha256(words.normalize("NFKC").replace(/[\s\p{P}]+/gu, ""));
}

const DAY_MS = 86_400_000;

/** Whether the same words came by the same code within a day; no row is shown to the sender. */
function wasSent(tx: Tx, actor: Actor, now: string, codeId: number, hash: string): Promise<boolean> {
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  return asSystem(tx, actor, async () => {
    const [row] = await tx
      .select({ id: messages.messageId })
      .from(messages)
      .where(and(eq(messages.codeId, codeId), eq(messages.wordsHash, hash), gt(messages.receivedAt, since)))
      .limit(1);
    return row !== undefined;
  });
}
