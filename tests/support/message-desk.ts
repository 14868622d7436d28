import { randomUUID } from "node:crypto";
import { ANONYMOUS } from "#app/domain/access/actor.ts";
import type { Result } from "#app/domain/result.ts";
import { raisePassedOn } from "#app/features/issues/raise-issue.command.server.ts";
import {
  type MessageAnswer,
  runMessageCommand,
} from "#app/features/messages/execute/run-message-command.server.ts";
import {
  giveMessageCommand,
  giveSenderCommand,
  passOnMessage,
} from "#app/features/messages/give-message-command.command.server.ts";
import {
  type Received,
  receiveMessage,
} from "#app/features/messages/intake/receive-message.command.server.ts";
import { contextOfLink } from "#app/features/messages/links/find-link.query.server.ts";
import {
  type IntakeForm,
  intakeSchema,
  type MessageFormCommand,
  type MessageFormOf,
  messageCommandSchema,
  type SenderCommand,
} from "#app/features/messages/message.schema.ts";
import type { Ctx } from "#db/client.ts";
import { COUNTY, type Office, type PersonName, TOWNSHIP } from "./office.ts";

export const DEPUTY_CODE = "0deputycode00000000000000a";
export const STATION_CODE = "0stationcode0000000000000a";
/** Stands in for the page having been open a while. */
const LONG_OPEN = "2020-01-01T00:00:00.000Z";

/** An office with a code of its deputy and one of a station, and the steps of messages in short. */
export async function openMessageDesk(office: Office) {
  const { owner } = office;
  const [station] = await owner<{ id: number }[]>`
    insert into stations (code, name, kind, county_code, township_code, address)
    values ('ZD-T', '测试联络站', 'station', ${COUNTY}, ${TOWNSHIP}, '测试路1号') returning station_id as id`;
  await owner`insert into intake_codes (token, deputy_id, created_at) values (${DEPUTY_CODE}, ${office.deputies.deputy}, now())`;
  await owner`insert into intake_codes (token, station_id, created_at) values (${STATION_CODE}, ${station!.id}, now())`;
  const anonymous: Ctx = { db: office.db, clock: office.clock, actor: ANONYMOUS };

  async function send(
    form: Partial<IntakeForm> = {},
    rest: { code?: string; key?: string; address?: string } = {},
  ) {
    const { code = DEPUTY_CODE, key = randomUUID(), address = "203.0.113.7" } = rest;
    const { sealed = false, direct = false, ...texts } = form;
    const parsed = intakeSchema.parse({
      words: `门口道路挖开三个月没有恢复，客人进不来。${randomUUID()}`,
      phone: "138 0000 0000",
      opened: LONG_OPEN,
      ...texts,
    });
    return receiveMessage(anonymous, { key, code, address, form: { ...parsed, sealed, direct } });
  }
  async function mustSend(form: Partial<IntakeForm> = {}, rest: { code?: string } = {}): Promise<Received> {
    const sent = await send(form, rest);
    if (!sent.ok) throw new Error(JSON.stringify(sent.error));
    return sent.value;
  }
  async function give<K extends MessageFormCommand>(
    who: PersonName,
    messageId: number,
    command: K,
    form: Record<string, unknown> = {},
  ): Promise<Result<MessageAnswer>> {
    const ctx = office.ctx(who);
    const {
      command: _command,
      version: _version,
      ...value
    } = messageCommandSchema(command).parse({
      command,
      version: 0,
      ...form,
    }) as Record<string, unknown>;
    const on = { key: randomUUID(), messageId, version: null };
    return command === "pass_on"
      ? passOnMessage(ctx, on, value as MessageFormOf<"pass_on">, raisePassedOn(ctx))
      : giveMessageCommand(ctx, on, command as Exclude<K, "pass_on">, value as never);
  }
  async function sender(token: string, command: SenderCommand, words = "补充：在测试路口") {
    const ctx = await contextOfLink(anonymous, token);
    const messageId = ctx?.actor.kind === "anonymous" ? ctx.actor.link?.messageId : null;
    if (!ctx || messageId == null) throw new Error("no such link");
    return giveSenderCommand(ctx, { key: randomUUID(), messageId, version: null }, command, { words });
  }
  async function stateOf(messageId: number) {
    const [row] = await owner.begin(async (sql) => {
      await sql`select set_config('app.actor_kind', 'system', true)`;
      return sql<
        {
          state: string;
          closing: string | null;
          owner: string;
          deputy_id: number | null;
          issue_id: number | null;
          next_due_at: Date | null;
          firm_id: number | null;
        }[]
      >`select state, closing, owner, deputy_id, issue_id, next_due_at, firm_id from messages where message_id = ${messageId}`;
    });
    return row!;
  }
  return { anonymous, send, mustSend, give, sender, stateOf, run: runMessageCommand };
}
export type MessageDesk = Awaited<ReturnType<typeof openMessageDesk>>;
