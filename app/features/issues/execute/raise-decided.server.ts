import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { levelDecided } from "#app/domain/escalation/step.ts";
import { ladderFacts } from "#app/domain/issue/clock-rows.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { Db, Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";
import { keptDirectory } from "#db/views/directory.ts";
import { loadParties } from "#db/views/party-users.ts";
import { policyBook, type Rulebook } from "#db/views/rulebook.ts";
import { applyEscalations } from "#db/writes/apply-escalations.ts";
import { writeOfDecision } from "#db/writes/write-of-decision.ts";

type Decided = Extract<IssueEvent, { kind: "issue.level_decided" }>;
type StoodDown = Extract<IssueEvent, { kind: "issue.stood_down" }>;

/**
 * What a person's decision on the ladder writes beside the log: a level that was set stands among the escalations and is told to its chain
 * as a level reached by time is; a stand-down 解除督办 is marked on every level of the episode, told to who was told, and ends the repeats.
 */
export async function raiseDecided(
  db: Db,
  tx: Tx,
  actor: Actor,
  now: string,
  issue: { issueId: number; after: IssueFacts; events: readonly IssueEvent[] },
  rulebook: Rulebook,
): Promise<void> {
  for (const event of issue.events) {
    if (event.kind === "issue.level_decided")
      await raise(db, tx, actor, now, issue.issueId, issue.after, event, rulebook);
    if (event.kind === "issue.stood_down") await standDown(tx, actor, now, issue.issueId, event);
  }
}

async function raise(
  db: Db,
  tx: Tx,
  actor: Actor,
  now: string,
  issueId: number,
  after: IssueFacts,
  { payload }: Decided,
  rulebook: Rulebook,
): Promise<void> {
  const policies = policyBook(rulebook);
  const span = after.clocks.find((one) => one.ladder === payload.ladder && one.episode === payload.episode);
  if (span === undefined) return;
  const facts = ladderFacts(after, span, policies, rulebook.calendar);
  const decision = levelDecided(facts, payload.level, policies, Date.parse(now));
  if (decision === null) return;
  const [clock] = await tx.execute<{ id: number; county: string | null }>(sql`
    select c.clock_id as id, d.county_code as county from clocks c left join departments d on d.department_id = c.owner_department_id
    where c.subject_kind = 'issue' and c.subject_id = ${issueId} and c.ladder = ${payload.ladder} and c.episode = ${payload.episode}`);
  if (clock === undefined) return;
  const subject = {
    clockId: clock.id,
    issueId,
    subjectKind: "issue" as const,
    subjectId: issueId,
    coDepartments: after.coHandlers.map((unit) => unit.departmentId),
    kind: span.kind,
    dueAt: facts.dueAt,
    departmentId: span.owner.departmentId,
    countyCode: after.countyCode,
    dispatchedFrom: clock.county === null ? ("city" as const) : ("county" as const),
  };
  const telling = {
    directory: await keptDirectory(db, tx, civilDayOf(now)),
    parties: await loadParties(tx, [subject]),
  };
  await applyEscalations(tx, actor, now, [writeOfDecision(subject, decision, telling)], []);
}

async function standDown(
  tx: Tx,
  actor: Actor,
  now: string,
  issueId: number,
  { payload }: StoodDown,
): Promise<void> {
  const { actorUserId: by } = actorColumns(actor);
  const facts = { clock: "answer", level: payload.level, trigger: "stood_down" };
  await tx.execute(sql`
    with ended as (
      update escalations set stood_down_at = ${now}, stood_down_by = ${by}::integer, stood_down_reason = ${payload.reason}
      where issue_id = ${issueId} and ladder = ${payload.ladder} and stood_down_at is null returning escalation_id
    ), told as (
      update notices n set repeat_at = null from ended where n.escalation_id = ended.escalation_id
      returning n.recipient_user_id, n.post_id, n.kind
    ), noticed as (
      insert into notices (recipient_user_id, post_id, issue_id, kind, level, in_copy, facts, created_at)
      select recipient_user_id, min(post_id), ${issueId}, 'stood_down', ${payload.level}::smallint, true, ${JSON.stringify(facts)}::text::jsonb, ${now}
      from told where kind <> 'digest' group by recipient_user_id returning notice_id
    )
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}, ${now} from noticed`);
}
