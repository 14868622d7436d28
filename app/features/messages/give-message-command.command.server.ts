import { and, eq, sql } from "drizzle-orm";
import type { MessageOwner } from "#app/domain/message/states.ts";
import { titleOf } from "#app/domain/message/title.ts";
import type { MessageCommand } from "#app/domain/message/transitions.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { deputies } from "#db/schema/deputies.ts";
import { files } from "#db/schema/events.ts";
import { messageTexts } from "#db/schema/intake/messages.ts";
import type { LoadedMessage } from "./execute/load-message.server.ts";
import { type NamedFirm, resolveFirm } from "./execute/resolve-firm.server.ts";
import {
  type MessageAnswer,
  type MessagePerformance,
  type OnMessage,
  runMessageCommand,
} from "./execute/run-message-command.server.ts";
import type { MessageChanges } from "./execute/store-message.server.ts";
import type { MessageFormCommand, MessageFormOf, SenderCommand } from "./message.schema.ts";

/** Raises the issue that a message becomes; the route hands it in, because issues are another noun. */
export type RaiseIssue = (
  tx: Tx,
  now: string,
  message: {
    firmId: number;
    deputyId: number | null;
    title: string;
    words: string;
    confidentiality: "open" | "sealed";
    number: string;
    firstSpokenAt: string;
    pastDeputy: boolean;
  },
) => Promise<Result<{ issueId: number }>>;

/**
 * Passes a message on 转为诉求: it becomes the firm's own issue under the same number and the same clock of the firm, its photos with it.
 * The deputy of the issue is the firm's liaison, else who passes it on; none where the firm chose to go past them.
 */
export function passOnMessage(
  ctx: Ctx,
  on: OnMessage,
  form: MessageFormOf<"pass_on">,
  raise: RaiseIssue,
): Promise<Result<MessageAnswer>> {
  let named: MessageChanges = {};
  return runMessageCommand(ctx, on, {
    action: "message.pass_on",
    content: form,
    async prepare(tx, message) {
      const firm = await resolveFirm(ctx, tx, message.now, message, form);
      if (!firm.ok) return firm;
      named = firm.value;
      const firmId = named.firmId ?? message.row.firmId;
      return ok({ command: { kind: "pass_on", firmKnown: firmId !== null }, changes: named });
    },
    async beside(tx, { row, now }) {
      const firmId = named.firmId ?? row.firmId;
      if (firmId == null) return refuse("message.firm_unknown", {}, "firmId");
      const hidden = row.isDirect || row.confidentiality === "sealed";
      const raised = await raise(tx, now, {
        firmId,
        deputyId: hidden ? null : ((await liaisonOf(tx, firmId)) ?? row.deputyId),
        title: titleOf(row.words),
        words: await wholeWords(tx, row),
        confidentiality: row.confidentiality as "open" | "sealed",
        number: row.number,
        firstSpokenAt: row.receivedAt,
        pastDeputy: row.isDirect,
      });
      if (!raised.ok) return raised;
      const { issueId } = raised.value;
      await tx
        .update(files)
        .set({ subjectKind: "issue", subjectId: issueId })
        .where(and(eq(files.subjectKind, "message"), eq(files.subjectId, row.messageId)));
      return ok({ issueId });
    },
  });
}

type Office = Exclude<MessageFormCommand, "pass_on">;
type Given<K extends Office> = (
  ctx: Ctx,
  form: MessageFormOf<K>,
) => Omit<MessagePerformance, "action" | "content">;

const GIVEN: { [K in Office]: Given<K> } = {
  name_firm: (ctx, form) => ({
    prepare: async (tx, message) => nameFirm(ctx, tx, message, form),
  }),
  ask_back: (_ctx, form) => ({
    prepare: () => ok({ command: { kind: "ask_back" }, words: form.words }),
  }),
  hand_on: (_ctx, form) => ({
    prepare: async (tx, message) => {
      const to = form.to;
      const command = { kind: "hand_on" as const, to };
      if (to !== "deputy") return ok({ command, words: form.words, changes: { deputyId: null } });
      const deputyId = await findDeputy(tx, message, form.deputyName);
      return deputyId.ok
        ? ok({ command, words: form.words, changes: { deputyId: deputyId.value } })
        : deputyId;
    },
  }),
  propose_closing: (_ctx, form) => ({
    prepare: () => ok({ command: { kind: "propose_closing" }, words: form.words }),
  }),
  release: () => ({
    prepare: (_tx, { facts }) => ok({ command: { kind: "release", to: facts.owner } }),
  }),
  decline: (_ctx, form) => ({
    prepare: () =>
      ok({ command: { kind: "decline" }, words: form.words, changes: { whereToGo: form.whereToGo } }),
  }),
  review: (_ctx, form) => ({
    prepare: () =>
      ok({
        command: { kind: "review", reopened: form.reopened },
        words: form.words,
        changes: form.reopened ? { deputyId: null } : {},
      }),
  }),
};

/** Gives one of the office's commands on a message: ask back, hand on, release, propose closing, decline, review. */
export function giveMessageCommand<K extends Office>(
  ctx: Ctx,
  on: OnMessage,
  command: K,
  form: MessageFormOf<K>,
): Promise<Result<MessageAnswer>> {
  return runMessageCommand(ctx, on, {
    action: `message.${command}`,
    content: form,
    ...GIVEN[command](ctx, form),
  });
}

/** What the sender does by the status link or by login: add, contest, withdraw. */
export function giveSenderCommand(
  ctx: Ctx,
  on: OnMessage,
  command: SenderCommand,
  form: { words: string },
): Promise<Result<MessageAnswer>> {
  return runMessageCommand(ctx, on, {
    action: `message.${command}`,
    content: form,
    prepare: (_tx, { facts }) =>
      ok({
        command: senderCommand(command, facts.owner),
        words: form.words,
      }),
  });
}

function senderCommand(kind: SenderCommand, owner: MessageOwner): MessageCommand {
  return kind === "supply" ? { kind, to: owner } : kind === "contest" ? { kind } : { kind };
}

async function nameFirm(ctx: Ctx, tx: Tx, message: LoadedMessage, named: NamedFirm) {
  const firm = await resolveFirm(ctx, tx, message.now, message, named);
  if (!firm.ok) return firm;
  if (firm.value.firmId === undefined) return refuse("message.firm_unknown", {}, "firmId");
  return ok({ command: { kind: "name_firm" as const }, changes: firm.value });
}

/** The deputy a message is handed to: the firm's own liaison where no name is given, else the only one of that name in the county. */
async function findDeputy(tx: Tx, { row }: LoadedMessage, name: string): Promise<Result<number>> {
  if (name === "") {
    const liaison = row.firmId === null ? null : await liaisonOf(tx, row.firmId);
    return liaison === null || liaison === row.deputyId
      ? refuse("message.no_such_deputy", {}, "deputyName")
      : ok(liaison);
  }
  const rows = await tx
    .select({ deputyId: deputies.deputyId })
    .from(deputies)
    .where(
      sql`${deputies.state} = 'active' and ${deputies.countyCode} = ${row.countyCode}
        and (${deputies.name} = ${name} or ${deputies.phone} = ${name} or ${deputies.cardNo} = ${name})`,
    )
    .limit(2);
  const [one] = rows;
  return rows.length === 1 && one ? ok(one.deputyId) : refuse("message.no_such_deputy", {}, "deputyName");
}

/** The message's words with everything its sender added since, as the issue takes them over. */
async function wholeWords(tx: Tx, row: LoadedMessage["row"]): Promise<string> {
  const added = await tx
    .select({ body: messageTexts.body })
    .from(messageTexts)
    .where(and(eq(messageTexts.messageId, row.messageId), eq(messageTexts.eventKind, "message.supplied")))
    .orderBy(messageTexts.textId);
  return [row.words, ...added.map(({ body }) => body)].join("\n\n");
}

async function liaisonOf(tx: Tx, firmId: number): Promise<number | null> {
  const [row] = await tx.execute<{ deputy_id: number }>(
    sql`select deputy_id from pairings where firm_id = ${firmId} and ended_on is null`,
  );
  return row?.deputy_id ?? null;
}
