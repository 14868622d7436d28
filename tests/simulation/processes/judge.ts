import type postgres from "postgres";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { escalationsDue, lapsesDue, openClockRows } from "#app/domain/issue/clock-rows.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { applyIssueEvent } from "#app/domain/issue/fold/apply.ts";

/** What the logs say of a run: every count but `raised` has to be 0. */
export type Verdict = { raised: number; lost: number; twice: number; early: number; untrue: number };

/**
 * Judges what was raised by the logs alone: nothing that is due at `until` is missing (lost), no level stands twice in an episode, each
 * was due strictly before its own instant and not yet at its due instant (early), and rows and notices agree with the log (untrue).
 */
export async function judge(
  owner: postgres.Sql,
  policies: PolicyBook,
  calendar: Calendar,
  until: number,
): Promise<Verdict> {
  const verdict: Verdict = { raised: 0, lost: 0, twice: 0, early: 0, untrue: 0 };
  const rows = await owner<
    {
      id: number;
      kind: string;
      version: number;
      payload: object;
      user: number | null;
      role: string;
      at: Date;
    }[]
  >`select subject_id as id, kind, event_version as version, payload, actor_user_id as user, actor_role as role, at
    from events where subject_kind = 'issue' order by subject_id, event_id`;
  let facts: IssueFacts = NO_ISSUE;
  let seen = new Set<string>();
  const close = (id: number) => {
    const due = escalationsDue(facts, policies, calendar, until).length;
    const lapses = lapsesDue(openClockRows(id, facts, policies, calendar), until).length;
    verdict.lost += due + lapses;
  };
  rows.forEach((row, index) => {
    const { id, kind, version, payload, user, role } = row;
    const event = {
      kind,
      version,
      payload,
      actor: { userId: user, role },
      at: row.at.getTime(),
    } as IssueEvent;
    if (event.kind === "issue.escalated" || event.kind === "issue.gate_opened") {
      verdict.raised++;
      const { ladder, episode, level, reason } = event.payload;
      const key = `${ladder}/${episode}/${level}/${event.kind}`;
      if (seen.has(key)) verdict.twice++;
      seen.add(key);
      const isDueAt = (at: number) =>
        escalationsDue(facts, policies, calendar, at).some(
          (one) => one.ladder === ladder && one.episode === episode && one.level === level,
        );
      if (!isDueAt(event.at) || isDueAt(reason.dueAt)) verdict.early++;
    }
    facts = applyIssueEvent(facts, event);
    if (rows[index + 1]?.id !== id) {
      close(id);
      facts = NO_ISSUE;
      seen = new Set();
    }
  });
  const [untrue] = await owner<{ n: number }[]>`
    select (select count(*) from escalations e where not exists (
        select from events v where v.subject_kind = 'issue' and v.subject_id = e.subject_id and v.at = e.raised_at
          and v.payload->>'ladder' = e.ladder and (v.payload->>'episode')::int = e.episode and (v.payload->>'level')::int = e.level))
      + abs((select count(*) from escalations) - ${verdict.raised}::int)
      + (select count(*) from notices n where not exists (select from outbox o where o.notice_id = n.notice_id or o.escalation_id = n.escalation_id))
      + (select count(*) from notices n where not exists (select from escalations e where e.escalation_id = n.escalation_id))
      + abs((select count(*) from audit_entries where action like 'escalation.%') - ${verdict.raised}::int) as n`;
  verdict.untrue = Number(untrue?.n ?? 0);
  return verdict;
}
