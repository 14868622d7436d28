import { type SQL, sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { MessageClosing, MessageOwner, MessageState } from "#app/domain/message/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { messageScope } from "#db/views/message.scope.ts";
import { MESSAGE_LISTS, type MessageList } from "./message-lists.ts";

/** One message in a list; instants ISO. */
export type MessageLine = {
  messageId: number;
  number: string;
  state: MessageState;
  closing: MessageClosing | null;
  owner: MessageOwner;
  sealed: boolean;
  direct: boolean;
  firm: string | null;
  firmKnown: boolean;
  words: string;
  receivedAt: string;
  dueAt: string | null;
  overdue: boolean;
  issueId: number | null;
};

export type MessageListPage = {
  list: MessageList;
  rows: MessageLine[];
  counts: Record<Exclude<MessageList, "all">, number>;
  before: number | null;
};

/** Rows of one page, and the longest opening of the words that a list shows. */
const ROWS = 30;
const OPENING = 90;

const OPEN = sql`messages.state in ('received', 'asked_back', 'held')`;

/** What waits for this reader's own step: what they have, what is held for them to look at, what is theirs since its day is over. */
export function waitingFor(actor: PersonActor, now: string): SQL {
  const late = sql`messages.next_due_at < ${now}::timestamptz`;
  switch (actor.role) {
    case "deputy":
      return sql`(messages.state = 'received' and messages.owner = 'deputy')`;
    case "station_clerk":
    case "township_officer":
      return sql`((messages.state = 'held' and not messages.closing_proposed) or (messages.state = 'received' and (messages.owner = 'clerk' or ${late})))`;
    case "county_supervisor":
      return sql`(${OPEN} and messages.state <> 'asked_back' and (messages.owner = 'county_supervisor' or messages.closing_proposed
        or (messages.next_due_at < ${now}::timestamptz - interval '2 days') or (messages.state = 'held' and messages.township_code is null)))`;
    case "city_supervisor":
      return sql`((${OPEN} and messages.state <> 'asked_back' and messages.owner = 'city_supervisor') or messages.review = 'open')`;
    default:
      return sql`false`;
  }
}

function conditionOf(list: MessageList, actor: PersonActor, now: string): SQL {
  switch (list) {
    case "waiting":
      return waitingFor(actor, now);
    case "overdue":
      return sql`(messages.state in ('received', 'held') and messages.next_due_at < ${now}::timestamptz)`;
    case "held":
      return sql`messages.state = 'held'`;
    case "asked_back":
      return sql`messages.state = 'asked_back'`;
    case "all":
      return sql`true`;
  }
}

/** One page of a list of messages in the actor's scope, newest first, with how many there are in each. */
export function listMessages(
  ctx: Ctx,
  actor: PersonActor,
  list: MessageList,
  before: number | null,
): Promise<MessageListPage> {
  return readTx(ctx, async (tx, now) => {
    const from = before === null ? sql`true` : sql`messages.message_id < ${before}`;
    const rows = await readLines(
      tx,
      now,
      sql`${messageScope(actor)} and ${conditionOf(list, actor, now)} and ${from}`,
      ROWS + 1,
    );
    const counted = MESSAGE_LISTS.filter((one) => one !== "all");
    const [counts] = await tx.execute<MessageListPage["counts"]>(sql`
      select ${sql.join(
        counted.map(
          (one) =>
            sql`count(*) filter (where ${conditionOf(one, actor, now)})::int as ${sql.identifier(one)}`,
        ),
        sql`, `,
      )} from messages where ${messageScope(actor)} and (${OPEN} or messages.review = 'open')`);
    const shown = rows.slice(0, ROWS);
    return {
      list,
      rows: shown,
      counts: counts!,
      before: rows.length > ROWS ? (shown.at(-1)?.messageId ?? null) : null,
    };
  });
}

/** What waits for a deputy on the start page, the one due first on top. */
export function listWaitingMessages(ctx: Ctx, actor: PersonActor): Promise<MessageLine[]> {
  return readTx(ctx, (tx, now) =>
    readLines(tx, now, sql`${messageScope(actor)} and ${waitingFor(actor, now)}`, ROWS),
  );
}

/** Messages of one firm, as its own people see them. */
export function listFirmMessages(ctx: Ctx, actor: PersonActor): Promise<MessageLine[]> {
  return readTx(ctx, (tx, now) =>
    readLines(tx, now, sql`${messageScope(actor)} and messages.firm_id = ${actor.firmId}`, 100),
  );
}

async function readLines(tx: Tx, now: string, condition: SQL, rows: number): Promise<MessageLine[]> {
  return [
    ...(await tx.execute<MessageLine>(sql`
      select messages.message_id as "messageId", messages.number, messages.state, messages.closing, messages.owner,
        messages.confidentiality = 'sealed' as sealed, messages.is_direct as direct, coalesce(f.name, nullif(messages.firm_name, '')) as firm,
        messages.firm_id is not null as "firmKnown", left(messages.words, ${OPENING}) as words, messages.issue_id as "issueId",
        to_char(messages.received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "receivedAt",
        to_char(messages.next_due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt",
        coalesce(messages.next_due_at < ${now}::timestamptz, false) and messages.state in ('received', 'held') as overdue
      from messages left join firms f on f.firm_id = messages.firm_id
      where ${condition} order by messages.message_id desc limit ${rows}`)),
  ];
}
