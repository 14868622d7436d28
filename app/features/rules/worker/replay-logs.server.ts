import { sql } from "drizzle-orm";
import { buildCalendar, type Calendar, type CalendarRow, coverageAt } from "#app/domain/calendar/calendar.ts";
import type { DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy, PolicyBook } from "#app/domain/escalation/policy.ts";
import { ISSUE_EVENT_KINDS, type IssueEvent } from "#app/domain/issue/events.ts";
import { rehearse } from "#app/domain/issue/rehearse.ts";
import {
  countRehearsed,
  draftedCalendar,
  draftedLadder,
  noFigures,
  type RehearsalFigures,
  type RulesDraft,
} from "#app/domain/supervision/rehearsal.ts";
import { type Db, read } from "#db/client.ts";

/** Everything a replay needs beside the logs. `share` of `shares` workers takes the issues whose number leaves that remainder. */
export type ReplayTask = {
  draft: RulesDraft;
  deadlines: DeadlinePolicy;
  ladder: LadderPolicy;
  calendarRows: CalendarRow[];
  /** Epoch ms of the present: nothing is counted after it. */
  until: number;
  /** Highest issue that is replayed. */
  lastIssueId: number;
  share: number;
  shares: number;
};

/** Issues read in one statement: the logs of so many fit the memory many times over. */
const AT_ONCE = 2_000;
/** Only a dispatch starts a clock of the main ladder: without one nothing can be reached. */
const DISPATCHED = '"issue.dispatched"';
const KINDS: ReadonlySet<string> = new Set(ISSUE_EVENT_KINDS);

type Rules = { book: PolicyBook; calendar: Calendar };

/** The rules in force and the drafted ones, each made to hold for the whole past. */
export function bothRules(task: Omit<ReplayTask, "share" | "shares">): { now: Rules; draft: Rules } {
  const always = { inForceFrom: 0 };
  const { deadlines, ladder, draft, calendarRows, until } = task;
  const changed = { ...deadlines, ...draft.deadlines, ...always };
  const rungs = draft.ladder === null ? ladder : draftedLadder(ladder, draft.ladder);
  const calendar = buildCalendar(calendarRows, coverageAt(until, calendarRows));
  const rows = draft.calendar === null ? calendarRows : draftedCalendar(calendarRows, draft.calendar);
  return {
    now: {
      book: { deadlines: [{ ...deadlines, ...always }], ladders: [{ ...ladder, ...always }] },
      calendar,
    },
    draft: {
      book: { deadlines: [changed], ladders: [{ ...rungs, ...always }] },
      calendar: draft.calendar === null ? calendar : buildCalendar(rows, coverageAt(until, rows)),
    },
  };
}

/** Replays the worker's share of all recorded issues under both rules; `onBatch` hears how many more are done. */
export async function replayLogs(
  db: Db,
  task: ReplayTask,
  onBatch: (done: number) => void,
): Promise<RehearsalFigures> {
  const { now, draft } = bothRules(task);
  const figures = noFigures();
  const next = (from: number) => readBatch(db, task, from);
  let ahead = next(0);
  for (let from = 0; from <= task.lastIssueId; from += AT_ONCE * task.shares) {
    const rows = await ahead;
    if (from + AT_ONCE * task.shares <= task.lastIssueId) ahead = next(from + AT_ONCE * task.shares);
    for (const { id, log } of rows) {
      if (!log.includes(DISPATCHED)) {
        countRehearsed(figures, id, [], []);
        continue;
      }
      const events = eventsOf(log);
      countRehearsed(
        figures,
        id,
        rehearse(events, now.book, now.calendar, task.until),
        rehearse(events, draft.book, draft.calendar, task.until),
      );
    }
    onBatch(rows.length);
  }
  return figures;
}

type Row = { id: number; log: string };

/** One row an issue, its log as one text: parsed once, and a twelfth of the rows. */
function readBatch(db: Db, { share, shares }: ReplayTask, from: number): Promise<Row[]> {
  return read(db, async (tx) => [
    ...(await tx.execute<Row>(sql`
      select subject_id as id, json_agg(json_build_array(kind, event_version, payload, actor_user_id, actor_role,
          (extract(epoch from at) * 1000)::bigint) order by event_id)::text as log
      from events where subject_kind = 'issue' and subject_id > ${from} and subject_id <= ${from + AT_ONCE * shares}
        and subject_id % ${shares} = ${share} group by subject_id`)),
  ]);
}

type Logged = [string, number, object, number | null, string, number];

function eventsOf(log: string): IssueEvent[] {
  const events: IssueEvent[] = [];
  for (const [kind, version, payload, userId, role, at] of JSON.parse(log) as Logged[])
    if (KINDS.has(kind))
      events.push({ kind, version, payload, actor: { userId, role }, at } as unknown as IssueEvent);
  return events;
}
