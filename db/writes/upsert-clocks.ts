import { sql } from "drizzle-orm";
import type { ClockSpan } from "#app/domain/deadline/span.ts";
import type { ClockRow, SameProblem } from "#app/domain/issue/clock-rows.ts";
import type { Tx } from "../client.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/**
 * Brings the rows of `clocks` of an issue or a message into line with the derived ones; nothing else ever writes their start or due
 * instant. `spans` are those the rows were made from, in the same order.
 */
export async function upsertClocks(
  tx: Tx,
  of: { issueId: number | null; countyCode: string | null },
  spans: readonly Pick<ClockSpan, "gate">[],
  rows: readonly ClockRow[],
  sameProblem: SameProblem = { firms: 0, at: null },
): Promise<void> {
  if (rows.length === 0) return;
  const stored = rows.map((row, i) => ({
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    kind: row.kind,
    ladder: row.ladder,
    episode: row.episode,
    ownerParty: row.owner.party,
    ownerDepartmentId: row.owner.departmentId,
    policyVersion: row.policyVersion,
    startedAt: iso(row.startedAt),
    dueAt: iso(row.dueAt),
    provisional: row.provisional,
    pausedAt: iso(row.pausedAt),
    endedAt: iso(row.endedAt),
    level: row.level,
    allowanceMs: row.allowanceMs,
    workingDays: row.workingDays,
    reached: row.reached,
    gate: spans[i]?.gate ?? "none",
    stoodDownAt: iso(row.stoodDownAt),
    nextDueAt: iso(row.nextDueAt),
    nextLevel: row.nextLevel,
    lapse: row.lapse,
    lapseAt: iso(row.lapseAt),
    sameProblemFirms: row.ladder === "main" && row.endedAt === null ? sameProblem.firms : 0,
    sameProblemAt: row.ladder === "main" && row.endedAt === null ? iso(sameProblem.at) : null,
  }));
  await tx.execute(sql`
    insert into clocks (issue_id, subject_kind, subject_id, kind, ladder, episode, owner_party, owner_department_id, owner_county_code,
      policy_version, started_at, due_at, provisional, paused_at, ended_at, level, allowance_ms, working_days, reached, gate,
      stood_down_at, next_due_at, next_level, lapse, lapse_at, same_problem_firms, same_problem_at)
    select ${of.issueId}::integer, "subjectKind", "subjectId", kind, ladder, episode, "ownerParty", "ownerDepartmentId", ${of.countyCode}::text,
      "policyVersion", "startedAt", "dueAt", provisional, "pausedAt", "endedAt", level, "allowanceMs", "workingDays",
      coalesce((select array_agg(v::smallint) from jsonb_array_elements_text(reached) v), '{}'), gate,
      "stoodDownAt", "nextDueAt", "nextLevel", lapse, "lapseAt", "sameProblemFirms", "sameProblemAt"
    from jsonb_to_recordset(${JSON.stringify(stored)}::text::jsonb) as r("subjectKind" text, "subjectId" int, kind text, ladder text,
      episode int, "ownerParty" text, "ownerDepartmentId" int, "policyVersion" int, "startedAt" timestamptz, "dueAt" timestamptz,
      provisional boolean, "pausedAt" timestamptz, "endedAt" timestamptz, level int, "allowanceMs" float8, "workingDays" int,
      reached jsonb, gate text, "stoodDownAt" timestamptz, "nextDueAt" timestamptz, "nextLevel" int,
      lapse text, "lapseAt" timestamptz, "sameProblemFirms" int, "sameProblemAt" timestamptz)
    on conflict (subject_kind, subject_id, kind, episode) do update set
      ladder = excluded.ladder, owner_party = excluded.owner_party, owner_department_id = excluded.owner_department_id,
      owner_county_code = excluded.owner_county_code, policy_version = excluded.policy_version, started_at = excluded.started_at,
      due_at = excluded.due_at, provisional = excluded.provisional, paused_at = excluded.paused_at, ended_at = excluded.ended_at,
      level = excluded.level, allowance_ms = excluded.allowance_ms, working_days = excluded.working_days, reached = excluded.reached,
      gate = excluded.gate, stood_down_at = excluded.stood_down_at, next_due_at = excluded.next_due_at,
      next_level = excluded.next_level, lapse = excluded.lapse, lapse_at = excluded.lapse_at,
      same_problem_firms = excluded.same_problem_firms, same_problem_at = excluded.same_problem_at, version = clocks.version + 1
    where (clocks.due_at, clocks.paused_at, clocks.ended_at, clocks.reached, clocks.gate, clocks.stood_down_at, clocks.next_due_at,
        clocks.next_level, clocks.owner_party, clocks.owner_department_id, clocks.allowance_ms, clocks.provisional, clocks.policy_version,
        clocks.lapse, clocks.lapse_at, clocks.same_problem_firms)
      is distinct from (excluded.due_at, excluded.paused_at, excluded.ended_at, excluded.reached, excluded.gate,
        excluded.stood_down_at, excluded.next_due_at, excluded.next_level, excluded.owner_party, excluded.owner_department_id,
        excluded.allowance_ms, excluded.provisional, excluded.policy_version, excluded.lapse, excluded.lapse_at, excluded.same_problem_firms)`);
}
