import { sql } from "drizzle-orm";
import type { MessageFacts } from "#app/domain/message/facts.ts";
import { decideMessage, type MessageCommand } from "#app/domain/message/transitions.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { type LoadedMessage, lockMessage } from "./load-message.server.ts";
import { type MessageChanges, storeMessage } from "./store-message.server.ts";
import { tellOwner } from "./tell-owner.server.ts";

/** What every command on a message answers with. */
export type MessageAnswer = { messageId: number; number: string; issueId: number | null; version: number };

/** What names a command's target: the form's key, the message, the version the form saw (null = whatever it is). */
export type OnMessage = { key: string; messageId: number; version: number | null };

/** A command made from the loaded message, with what it writes beside its event. */
export type Prepared = { command: MessageCommand; words?: string; changes?: MessageChanges };

/** The command to give, and what is done once the domain has agreed. */
export type MessagePerformance = {
  action: string;
  content: unknown;
  prepare: (tx: Tx, message: LoadedMessage) => Promise<Result<Prepared>> | Result<Prepared>;
  /** Writes after the decision, before columns are stored; may add changes. A refusal undoes everything. */
  beside?: (tx: Tx, message: LoadedMessage) => Promise<Result<MessageChanges>>;
};

/**
 * The one way in which a message changes: loaded in scope under a lock, decided by the domain, written with words, clocks, audit and the
 * notice to whose turn it is, once per key. Refuses with `message.*`, `common.not_found`, `common.conflict`.
 */
export function runMessageCommand(
  ctx: Ctx,
  on: OnMessage,
  performance: MessagePerformance,
): Promise<Result<MessageAnswer>> {
  const { action, content } = performance;
  const asked = { key: on.key, action, content: { messageId: on.messageId, version: on.version, content } };
  return once(ctx, asked, (tx) => performOnMessage(ctx, tx, on, performance));
}

/** The same inside a transaction of the caller's. */
export async function performOnMessage(
  ctx: Ctx,
  tx: Tx,
  on: Pick<OnMessage, "messageId" | "version">,
  performance: MessagePerformance,
): Promise<Result<MessageAnswer>> {
  const loaded = await lockMessage(tx, ctx, on.messageId);
  if (!loaded.ok) return loaded;
  const message = loaded.value;
  const { row, facts, by, now } = message;
  if (on.version !== null && on.version !== facts.version)
    return refuse("common.conflict", { expected: on.version, found: facts.version });
  const prepared = await performance.prepare(tx, message);
  if (!prepared.ok) return prepared;
  const { command, words = "", changes = {} } = prepared.value;
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const context = { now: Date.parse(now), policies: policyBook(rulebook), calendar: rulebook.calendar };
  const decided = decideMessage(facts, command, by, context);
  if (!decided.ok) return decided;
  const more = (await performance.beside?.(tx, message)) ?? ok({});
  if (!more.ok) return more;
  const userId = ctx.actor.kind === "person" ? ctx.actor.userId : null;
  const all = { ...changes, ...more.value };
  const after = await storeMessage(
    tx,
    { messageId: row.messageId, countyCode: all.countyCode ?? row.countyCode, before: facts },
    decided.value,
    rulebook,
    { words, writtenBy: userId, changes: all },
  );
  await tellNext(tx, now, row, { ...row, ...all }, facts, after, userId);
  const detail = { from: facts.state, to: after.state };
  await recordAudit(
    tx,
    ctx.actor,
    now,
    { action: `message.${command.kind}`, objectKind: "message", objectId: row.messageId, detail },
    ctx.requestId,
  );
  await tx.execute(sql`select pg_notify('liaison_due', '')`);
  return ok({
    messageId: row.messageId,
    number: row.number,
    issueId: all.issueId ?? row.issueId,
    version: after.version,
  });
}

/** Who has it next is told: when it came to them, when the sender answered, when a closing is contested or proposed. */
async function tellNext(
  tx: Tx,
  now: string,
  was: LoadedMessage["row"],
  row: LoadedMessage["row"],
  before: MessageFacts,
  after: MessageFacts,
  by: number | null,
): Promise<void> {
  const to = { ...row, owner: after.owner };
  if (after.review === "open" && before.review !== "open")
    return tellOwner(tx, now, { ...to, owner: "city_supervisor" }, by);
  if (after.closingProposed && !before.closingProposed)
    return tellOwner(tx, now, { ...to, owner: after.sealed ? "city_supervisor" : "county_supervisor" }, by);
  if (after.state !== "received" || before.state === null) return;
  if (before.state === "asked_back" || before.closing === "unsupplied")
    return tellOwner(tx, now, to, by, "message_reply");
  const moved = before.owner !== after.owner || before.state !== after.state || was.deputyId !== row.deputyId;
  if (moved) await tellOwner(tx, now, to, by);
}
