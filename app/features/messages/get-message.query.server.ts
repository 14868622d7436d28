import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { workingDaysBetween } from "#app/domain/calendar/calendar.ts";
import { civilDayOf, dayNumber } from "#app/domain/calendar/civil-day.ts";
import {
  areWordsForSender,
  isShownToSender,
  type MessageEvent,
  type MessageEventKind,
  type MessageTextEvent,
} from "#app/domain/message/events.ts";
import { foldMessage } from "#app/domain/message/facts.ts";
import type {
  FirmMatch,
  HoldReason,
  MessageClosing,
  MessageOwner,
  MessageState,
} from "#app/domain/message/states.ts";
import { titleOf } from "#app/domain/message/title.ts";
import { type MessageCommandKind, messageCommandsFor } from "#app/domain/message/transitions.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { messages } from "#db/schema/intake/messages.ts";
import { messageScope } from "#db/views/message.scope.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { readMessageLog, standingOf } from "./execute/load-message.server.ts";

/** One step of a message's timeline, newest first. */
export type MessageStep = {
  key: number;
  kind: MessageEventKind;
  at: string;
  role: Role | "system";
  owner: MessageOwner | null;
  words: string | null;
};

/** A due day as sentences need it. */
export type StepDue = { workingDaysLeft: number; dueOn: string; provisional: boolean };

/** The page of a message as its reader may see it; instants ISO. */
export type MessagePage = {
  messageId: number;
  number: string;
  version: number;
  state: MessageState;
  closing: MessageClosing | null;
  owner: MessageOwner;
  sealed: boolean;
  direct: boolean;
  held: HoldReason | null;
  closingProposed: boolean;
  reviewOpen: boolean;
  /** Title of the issue it becomes when it is passed on. */
  title: string;
  words: string;
  phone: string;
  firmName: string;
  firm: { firmId: number; name: string; match: FirmMatch | null; liaison: string | null } | null;
  /** Firms whose names are alike, to choose from where none is known. */
  candidates: { firmId: number; name: string; place: string }[];
  deputy: string | null;
  code: string;
  whereToGo: string;
  issueId: number | null;
  receivedAt: string;
  next: StepDue | null;
  steps: MessageStep[];
  files: { fileId: string; mime: string }[];
  commands: MessageCommandKind[];
};

/** Firms offered to choose from. */
const CANDIDATES = 6;

/** One message in the actor's scope; refuses with `common.not_found`. */
export function getMessage(ctx: Ctx, messageId: number): Promise<Result<MessagePage>> {
  return readTx(ctx, async (tx, now) => {
    const [row] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.messageId, messageId), messageScope(ctx.actor)));
    if (!row) return refuse("common.not_found", {});
    const log = await readMessageLog(tx, messageId);
    const facts = foldMessage(log);
    const by = standingOf(ctx.actor, row);
    const [names] = await tx.execute<{
      firm: string | null;
      liaison: string | null;
      deputy: string | null;
      code: string;
    }>(sql`
      select f.name as firm, l.name as liaison, d.name as deputy, coalesce(cd.name, cs.name) as code
      from messages m join intake_codes q using (code_id)
      left join deputies cd on cd.deputy_id = q.deputy_id left join stations cs on cs.station_id = q.station_id
      left join firms f on f.firm_id = m.firm_id left join deputies d on d.deputy_id = m.deputy_id
      left join pairings p on p.firm_id = m.firm_id and p.ended_on is null left join deputies l on l.deputy_id = p.deputy_id
      where m.message_id = ${messageId}`);
    const isOffice = !by.sender;
    return ok({
      messageId,
      number: row.number,
      version: facts.version,
      state: row.state as MessageState,
      closing: row.closing as MessageClosing | null,
      owner: facts.owner,
      sealed: facts.sealed,
      direct: row.isDirect,
      held: row.holdReason as HoldReason | null,
      closingProposed: row.closingProposed,
      reviewOpen: row.review === "open",
      title: titleOf(row.words),
      words: row.words,
      phone: row.phone,
      firmName: row.firmName,
      firm: row.firmId
        ? {
            firmId: row.firmId,
            name: names?.firm ?? "",
            match: row.firmMatch as FirmMatch | null,
            liaison: names?.liaison ?? null,
          }
        : null,
      candidates:
        row.firmId === null && isOffice
          ? await findCandidates(tx, ctx.actor, row.countyCode, row.firmName)
          : [],
      deputy: names?.deputy ?? null,
      code: names?.code ?? "",
      whereToGo: row.whereToGo,
      issueId: row.issueId,
      receivedAt: row.receivedAt,
      next: await dueWords(ctx, tx, now, row.nextDueAt),
      steps: await stepsOf(tx, messageId, log, isOffice),
      files: await filesOf(tx, messageId),
      commands: messageCommandsFor(facts, by),
    });
  });
}

/** The day on which the next step is due at the latest, in working days from today. */
async function dueWords(ctx: Ctx, tx: Tx, now: string, dueAt: string | null): Promise<StepDue | null> {
  if (dueAt === null) return null;
  const { calendar } = await loadRulebook(ctx.db, tx, now);
  const dueOn = civilDayOf(dueAt);
  const [today, due] = [dayNumber(civilDayOf(now)), dayNumber(dueOn)];
  const left =
    due >= today
      ? workingDaysBetween(calendar, today, due)
      : -Math.max(1, workingDaysBetween(calendar, due, today));
  return { workingDaysLeft: left, dueOn, provisional: false };
}

async function stepsOf(
  tx: Tx,
  messageId: number,
  log: readonly MessageEvent[],
  isOffice: boolean,
): Promise<MessageStep[]> {
  const texts = await tx.execute<{ kind: MessageTextEvent; ms: number; body: string }>(sql`
    select event_kind as kind, floor(extract(epoch from written_at) * 1000)::float8 as ms, body from message_texts where message_id = ${messageId}`);
  const bodies = new Map(texts.map((row) => [`${row.kind} ${row.ms}`, row.body]));
  return log
    .map((event, key) => {
      const words = bodies.get(`${event.kind} ${event.at}`) ?? null;
      const readable = isOffice || areWordsForSender(event.kind as MessageTextEvent);
      return {
        key,
        kind: event.kind,
        at: new Date(event.at).toISOString(),
        role: event.actor.role,
        owner: ownerIn(event),
        words: readable ? words : null,
      };
    })
    .filter((step) => isOffice || isShownToSender(step.kind))
    .reverse();
}

function ownerIn(event: MessageEvent): MessageOwner | null {
  if (event.kind === "message.received" || event.kind === "message.released") return event.payload.owner;
  return event.kind === "message.handed_on" ? event.payload.to : null;
}

async function filesOf(tx: Tx, messageId: number): Promise<{ fileId: string; mime: string }[]> {
  return [
    ...(await tx.execute<{ fileId: string; mime: string }>(sql`
      select file_id as "fileId", mime from files where subject_kind = 'message' and subject_id = ${messageId} order by created_at`)),
  ];
}

/** Firms of the county whose names hold what was typed, a deputy's own first; without a name a deputy chooses from their own. */
async function findCandidates(tx: Tx, actor: Actor, countyCode: string, typed: string) {
  const mine = actor.kind === "person" ? actor.deputyId : null;
  const own = sql`f.firm_id in (select firm_id from pairings where deputy_id = ${mine}::integer and ended_on is null)`;
  const core = typed
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/有限(责任)?公司$|\(.*?\)|^宜昌市?/g, "");
  // PostgreSQL refuses to sort by a bare constant.
  const alike =
    core.length < 2
      ? sql`false::boolean`
      : sql`f.search_text like ${`%${core.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`}`;
  return [
    ...(await tx.execute<{ firmId: number; name: string; place: string }>(sql`
      select f.firm_id as "firmId", f.name, concat(c.short_name, t.name) as place from firms f
      left join counties c using (county_code) left join townships t on t.township_code = f.township_code
      where f.county_code = ${countyCode} and f.state = 'active' and (${own} or ${alike})
      order by (${alike}) desc, f.firm_id limit ${CANDIDATES}`)),
  ];
}
