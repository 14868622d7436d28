import { sql } from "drizzle-orm";
import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { ClockKind, Ladder, Level, SubjectKind } from "#app/domain/deadline/clocks.ts";
import type { LadderFacts } from "#app/domain/escalation/step.ts";
import type { Severity } from "#app/domain/issue/states.ts";
import type { Tx } from "#db/client.ts";
import { limited } from "#db/views/keyset.ts";
import type { EscalationSubject } from "#db/writes/write-of-decision.ts";

/** Most clocks taken in one transaction. */
export const MOST_TAKEN = 500;

/**
 * A clock taken for this transaction: what its ladder decides from, and whom a level is about. No level is raised that falls due at
 * `until` (epoch ms) or later: the clock itself runs out then, which may end it.
 */
export type TakenClock = { subject: EscalationSubject; facts: LadderFacts; until: number };

type Row = {
  clockId: number;
  issueId: number | null;
  subjectKind: SubjectKind;
  subjectId: number;
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  departmentId: number | null;
  countyCode: string;
  startedAt: number;
  dueAt: number;
  allowanceMs: number;
  workingDays: number;
  reached: Level[];
  gate: LadderFacts["gate"];
  sameProblemFirms: number;
  sameProblemAt: number | null;
  lapseAt: number | null;
  unitKind: DepartmentKind | null;
  categoryCode: string | null;
  severity: Severity;
  isSealed: boolean;
  notSolved: number;
  returns: number;
  dispatchedFrom: "county" | "city";
  coDepartments: number[];
};

/** Levels that fall due when their clock runs out, or later, wait until the system has given its command, which ends or restarts the clock. */
const BEFORE_LAPSE = sql`(c.lapse_at is null or c.next_due_at < c.lapse_at)`;

/**
 * Takes up to `most` due clocks, the longest due first: locks the issue before its clock as every command does, and passes over what others hold, so
 * that sweepers side by side take different ones. Clocks of pairs, which have no issue, come after those of issues.
 */
export async function takeDue(tx: Tx, now: string, most: number): Promise<TakenClock[]> {
  const ofIssues = await tx.execute<{ clock_id: number }>(sql`
    select c.clock_id from clocks c join issues i on i.issue_id = c.issue_id
    where c.next_due_at < ${now}::timestamptz and c.next_due_at is not null and c.ended_at is null and c.paused_at is null
      and ${BEFORE_LAPSE}
    order by c.next_due_at, c.clock_id limit ${limited(most)} for update of i skip locked`);
  const room = most - ofIssues.length;
  const others =
    room === 0
      ? []
      : await tx.execute<{ clock_id: number }>(sql`
          select c.clock_id from clocks c
          where c.next_due_at < ${now}::timestamptz and c.next_due_at is not null and c.ended_at is null and c.paused_at is null
            and c.issue_id is null and ${BEFORE_LAPSE}
          order by c.next_due_at, c.clock_id limit ${room} for update skip locked`);
  const clockIds = [...ofIssues, ...others].map((row) => row.clock_id);
  return clockIds.length === 0 ? [] : readTaken(tx, clockIds, now);
}

async function readTaken(tx: Tx, clockIds: readonly number[], now: string): Promise<TakenClock[]> {
  const rows = await tx.execute<Row>(sql`
    select c.clock_id as "clockId", c.issue_id as "issueId", c.subject_kind as "subjectKind", c.subject_id as "subjectId", c.kind,
      c.ladder, c.episode, c.owner_department_id as "departmentId", coalesce(i.county_code, c.owner_county_code, '') as "countyCode",
      extract(epoch from c.started_at)::float8 * 1000 as "startedAt", extract(epoch from c.due_at)::float8 * 1000 as "dueAt",
      c.allowance_ms as "allowanceMs", c.working_days as "workingDays", to_jsonb(c.reached) as reached, c.gate,
      c.same_problem_firms as "sameProblemFirms", extract(epoch from c.same_problem_at)::float8 * 1000 as "sameProblemAt",
      extract(epoch from c.lapse_at)::float8 * 1000 as "lapseAt", d.kind as "unitKind", i.category_code as "categoryCode", coalesce(i.severity, 'ordinary') as severity,
      coalesce(i.confidentiality = 'sealed', m.confidentiality = 'sealed', false) as "isSealed", coalesce(i.not_solved, 0) as "notSolved", coalesce(i.returns, 0) as returns,
      case when d.department_id is null then coalesce((select e.payload->>'to' from events e where c.kind = 'assignment'
          and e.subject_kind = 'issue' and e.subject_id = c.issue_id and e.kind = 'issue.transferred' order by e.event_id desc limit 1), 'county')
        when d.county_code is null then 'city' else 'county' end as "dispatchedFrom",
      coalesce((select jsonb_agg(a.department_id) from issue_assignments a
        where a.issue_id = c.issue_id and a.part = 'co' and a.ended_at is null), '[]') as "coDepartments"
    from clocks c left join issues i using (issue_id) left join messages m on c.subject_kind = 'message' and m.message_id = c.subject_id
      left join departments d on d.department_id = coalesce(c.owner_department_id, i.lead_department_id)
    where c.clock_id in (select jsonb_array_elements_text(${JSON.stringify(clockIds)}::text::jsonb)::int)
      and c.next_due_at < ${now}::timestamptz and c.ended_at is null and c.paused_at is null
    order by c.clock_id for update of c skip locked`);
  return rows.map((row) => ({
    subject: { ...row, dueAt: Math.round(row.dueAt) },
    until: row.lapseAt === null ? Number.POSITIVE_INFINITY : Math.round(row.lapseAt),
    facts: {
      ...row,
      startedAt: Math.round(row.startedAt),
      dueAt: Math.round(row.dueAt),
      sameProblemAt: row.sameProblemAt === null ? null : Math.round(row.sameProblemAt),
      pausedAt: null,
      endedAt: null,
      stoodDownAt: null,
    },
  }));
}
