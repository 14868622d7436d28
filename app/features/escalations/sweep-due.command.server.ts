import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { ClockKind, Ladder, Level, SubjectKind } from "#app/domain/deadline/clocks.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { type EscalationDecision, type LadderFacts, nextRung, step } from "#app/domain/escalation/step.ts";
import type { Severity } from "#app/domain/issue/states.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { applyEscalations, type ClockAfter, type EscalationWrite } from "#db/writes/apply-escalations.ts";
import { findTold } from "./find-told.server.ts";
import { type Directory, loadDirectory } from "./load-directory.server.ts";
import { loadParties, type PartyUsers } from "./load-parties.server.ts";

/** Clocks looked at in one transaction, so that it stays under 200 ms. */
const BATCH = 500;

/** What a round of the sweep did; `more` = there may be more that is due. */
export type SweepRound = { examined: number; escalated: number; more: boolean };

type DueRow = {
  clock_id: number;
  issue_id: number | null;
  subject_kind: SubjectKind;
  subject_id: number;
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  owner_department_id: number | null;
  owner_county_code: string | null;
  started: number;
  due: number;
  allowance_ms: number;
  working_days: number;
  reached: Level[];
  gate: LadderFacts["gate"];
  unit_kind: DepartmentKind | null;
  category_code: string | null;
  severity: Severity | null;
  county_code: string | null;
  is_sealed: boolean | null;
  not_solved: number | null;
  returns: number | null;
  dispatched_from: "county" | "city" | null;
  co_departments: number[];
};

/**
 * Raises every level that is due: takes due clocks in a short transaction, passing over rows that somebody else holds, decides purely,
 * writes once under the unique key with events, audit, notices and outbox. Any number of processes may sweep; time is the database's.
 */
export async function sweepDue(ctx: Ctx): Promise<SweepRound> {
  const system = { ...ctx, actor: SYSTEM };
  return withTx(
    system,
    async (tx, now) => {
      const { rows, candidates } = await takeDue(tx, now);
      if (rows.length === 0) return { examined: 0, escalated: 0, more: false };
      const rulebook = await loadRulebook(ctx.db, tx, now);
      const policies = {
        deadlines: rulebook.deadlines,
        ladders: rulebook.versionsOf<LadderPolicy>("ladder"),
      };
      const directory = await loadDirectory(tx, civilDayOf(now));
      const parties = await loadParties(tx, rows);
      const nowMs = Date.parse(now);
      const writes: EscalationWrite[] = [];
      const after: ClockAfter[] = [];
      for (const row of rows) {
        const facts = factsOf(row);
        const decisions = step(facts, policies, rulebook.calendar, nowMs);
        writes.push(...decisions.map((decision) => writeOf(row, decision, directory, parties)));
        const reached = [
          ...facts.reached,
          ...decisions.filter((one) => one.what === "escalate").map((one) => one.level),
        ];
        const gate = decisions.some((one) => one.what === "open_gate") ? "open" : facts.gate;
        const next = nextRung({ ...facts, reached, gate }, policies, rulebook.calendar);
        after.push({
          clockId: row.clock_id,
          reached,
          gate,
          level: reached.length > 0 ? (Math.max(...reached) as Level) : null,
          nextDueAt: next ? new Date(next.at).toISOString() : null,
          nextLevel: next?.level ?? null,
        });
      }
      const escalated = await applyEscalations(tx, SYSTEM, now, writes, after);
      return { examined: rows.length, escalated, more: candidates === BATCH };
    },
    { idempotent: true },
  );
}

/** Locks due clocks, the issue before its clocks as every command does, and leaves out what others hold. */
async function takeDue(tx: Tx, now: string): Promise<{ rows: DueRow[]; candidates: number }> {
  const due = await tx.execute<{ clock_id: number; issue_id: number | null }>(sql`
    select clock_id, issue_id from clocks
    where next_due_at < ${now} and next_due_at is not null and ended_at is null and paused_at is null
    order by next_due_at, clock_id limit ${BATCH}`);
  if (due.length === 0) return { rows: [], candidates: 0 };
  const issueIds = [...new Set(due.map((row) => row.issue_id).filter((id) => id !== null))].sort(
    (a, b) => a - b,
  );
  const locked = await tx.execute<{ issue_id: number }>(sql`
    select issue_id from issues where issue_id in (select jsonb_array_elements_text(${JSON.stringify(issueIds)}::text::jsonb)::int)
    order by issue_id for update skip locked`);
  const free = new Set(locked.map((row) => row.issue_id));
  const clockIds = due
    .filter((row) => row.issue_id === null || free.has(row.issue_id))
    .map((row) => row.clock_id);
  const rows = await tx.execute<DueRow>(sql`
    select c.clock_id, c.issue_id, c.subject_kind, c.subject_id, c.kind, c.ladder, c.episode, c.owner_department_id, c.owner_county_code,
      extract(epoch from c.started_at)::float8 * 1000 as started, extract(epoch from c.due_at)::float8 * 1000 as due,
      c.allowance_ms, c.working_days, to_jsonb(c.reached) as reached, c.gate, d.kind as unit_kind, i.category_code, i.severity, i.county_code, i.confidentiality = 'sealed' as is_sealed,
      i.not_solved, i.returns, case when d.county_code is null then 'city' else 'county' end as dispatched_from,
      coalesce((select jsonb_agg(a.department_id) from issue_assignments a
        where a.issue_id = c.issue_id and a.part = 'co' and a.ended_at is null), '[]') as co_departments
    from clocks c left join issues i using (issue_id) left join departments d on d.department_id = coalesce(c.owner_department_id, i.lead_department_id)
    where c.clock_id in (select jsonb_array_elements_text(${JSON.stringify(clockIds)}::text::jsonb)::int)
      and c.next_due_at < ${now} and c.ended_at is null and c.paused_at is null
    order by c.clock_id for update of c skip locked`);
  return { rows: [...rows], candidates: due.length };
}

function factsOf(row: DueRow): LadderFacts {
  return {
    kind: row.kind,
    ladder: row.ladder,
    episode: row.episode,
    startedAt: Math.round(row.started),
    dueAt: Math.round(row.due),
    allowanceMs: row.allowance_ms,
    workingDays: row.working_days,
    pausedAt: null,
    endedAt: null,
    stoodDownAt: null,
    reached: row.reached,
    gate: row.gate,
    unitKind: row.unit_kind,
    categoryCode: row.category_code,
    severity: row.severity ?? "ordinary",
    countyCode: row.county_code ?? row.owner_county_code ?? "",
    notSolved: row.not_solved ?? 0,
    returns: row.returns ?? 0,
    sameProblemFirms: 0,
    isSealed: row.is_sealed ?? false,
  };
}

function writeOf(
  row: DueRow,
  decision: EscalationDecision,
  directory: Directory,
  parties: PartyUsers,
): EscalationWrite {
  const main = decision.ladder === "main";
  const { told, vacantPosts } = findTold(
    directory,
    {
      departmentId: row.owner_department_id,
      countyCode: row.county_code ?? row.owner_county_code ?? "",
      dispatchedFrom: row.dispatched_from ?? "county",
      partyUsers: parties.of(row, directory),
    },
    decision.tells,
    decision.copies,
  );
  const isGate = decision.what === "open_gate";
  const { ladder, episode, level, reason } = decision;
  return {
    clockId: row.clock_id,
    issueId: row.issue_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    ladder,
    episode,
    level,
    isGate,
    dueAt: new Date(reason.dueAt).toISOString(),
    payload: { ladder, episode, level, reason },
    eventKind: `${row.subject_kind}.${isGate ? "gate_opened" : "escalated"}`,
    vacantPosts,
    told,
    noticeKind: decision.digestOnly ? "digest" : isGate ? "gate_opened" : main ? "escalated" : "reminder",
    facts: { clock: row.kind, level, trigger: reason.trigger, dueAt: new Date(row.due).toISOString() },
  };
}
