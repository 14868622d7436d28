import { sql } from "drizzle-orm";
import type { MessageState } from "#app/domain/message/states.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { keysetPage, type Page, type PageRequest } from "#db/views/keyset.ts";
import { messageScope } from "#db/views/message.scope.ts";

/** What a firm asked to put right, with what the register says of it today. */
export type Correction = {
  correctionId: number;
  firmId: number;
  firm: string;
  address: string;
  phone: string | null;
  wanted: string;
  state: "open" | "done" | "refused";
  decision: string;
  askedBy: string | null;
  askedAt: string;
  decidedBy: string | null;
  version: number;
};

const iso = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = sql`c.correction_id as "correctionId", c.firm_id as "firmId", firms.name as firm, firms.address, firms.phone,
  c.wanted, c.state, c.decision, asker.name as "askedBy", ${iso(sql`c.asked_at`)} as "askedAt", decider.name as "decidedBy", c.version`;
const TABLES = sql`firm_corrections c join firms on firms.firm_id = c.firm_id
  left join users asker on asker.user_id = c.asked_by left join users decider on decider.user_id = c.decided_by`;

/** Requests in the office's scope, the oldest open one first; with `decided` those that are over, the latest first. */
export function listCorrections(
  ctx: Ctx,
  decided: boolean,
  page: PageRequest,
  rows = 20,
): Promise<Page<Correction>> {
  const keyset = keysetPage(
    {
      key: sql`c.correction_id`,
      id: sql`c.correction_id`,
      descending: decided,
      anchor: (id) => sql`select ${id}::int, ${id}::int`,
    },
    page,
    rows,
  );
  return readTx(ctx, async (tx) =>
    keyset.finish([
      ...(await tx.execute<Correction>(sql`
        select ${COLUMNS} from ${TABLES}
        where ${decided ? sql`c.state <> 'open'` : sql`c.state = 'open'`} and ${firmScope(ctx.actor)} and ${keyset.where}
        order by ${keyset.orderBy} limit ${keyset.limit}`)),
    ]),
  );
}

/** A message that the firm sent before, as its own people find it again; instants ISO. */
export type FormerMessage = {
  messageId: number;
  number: string;
  state: MessageState;
  words: string;
  receivedAt: string;
  issueId: number | null;
};

const SHOWN = 20;

/** What a firm has asked to put right, and the messages it sent by codes, the latest first. */
export function getFirmHistory(
  ctx: Ctx,
  firmId: number,
): Promise<{ corrections: Correction[]; messages: FormerMessage[] }> {
  return readTx(ctx, async (tx) => ({
    corrections: [
      ...(await tx.execute<Correction>(sql`
        select ${COLUMNS} from ${TABLES} where c.firm_id = ${firmId} and ${firmScope(ctx.actor)}
        order by c.correction_id desc limit ${SHOWN}`)),
    ],
    messages: [
      ...(await tx.execute<FormerMessage>(sql`
        select message_id as "messageId", number, state, left(words, 90) as words, issue_id as "issueId",
          ${iso(sql`received_at`)} as "receivedAt"
        from messages where firm_id = ${firmId} and ${messageScope(ctx.actor)}
        order by message_id desc limit ${SHOWN}`)),
    ],
  }));
}
