import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Ladder, Level, SubjectKind } from "#app/domain/deadline/clocks.ts";
import type { Told } from "#app/domain/escalation/told.ts";
import { writeArray } from "#app/platform/database/value-types.ts";
import type { Tx } from "../client.ts";
import { actorColumns } from "../record.ts";
import { type Columns, unnested } from "../unnested.ts";

/** One level reached (or gate opened) by one clock, as the sweep or a person's decision hands it in. Instants are ISO. */
export type EscalationWrite = {
  clockId: number;
  issueId: number | null;
  subjectKind: SubjectKind;
  subjectId: number;
  ladder: Ladder;
  episode: number;
  level: Level;
  isGate: boolean;
  dueAt: string;
  /** Why the level is due: what triggered it and since when. */
  reason: Record<string, unknown>;
  /** The event to be logged and audited; null where a person's command has logged and audited its own. */
  eventKind: string | null;
  vacantPosts: number[];
  /** Nobody twice: a level has one notice a person. */
  told: Told[];
  /** `digest` reaches a person only with the daily digest. */
  noticeKind: "escalated" | "gate_opened" | "reminder" | "digest";
  facts: Record<string, unknown>;
  /** The level drafts a supervision notice 督办函 to this unit; nobody is sent it before a person signs. */
  draftsLetter: boolean;
  departmentId: number | null;
};

/** How the clock stands after its levels: what the next look is for. */
export type ClockAfter = {
  clockId: number;
  reached: Level[];
  gate: "none" | "open" | "decided";
  level: Level | null;
  nextDueAt: string | null;
  nextLevel: Level | null;
};

/** A red notice that nobody has seen is put before its reader again after so long. Source: product rules, section 6. */
export const REPEAT_AFTER = "1 day";

const LEVEL: Columns<EscalationWrite> = {
  index: ["int", (_, index) => index],
  clockId: "int",
  issueId: "int",
  subjectKind: "text",
  subjectId: "int",
  ladder: "text",
  episode: "int",
  level: "int",
  isGate: "boolean",
  dueAt: "timestamptz",
  reason: ["text", ({ reason }) => JSON.stringify(reason)],
  eventKind: "text",
  vacantPosts: ["text", ({ vacantPosts }) => writeArray(vacantPosts)],
  noticeKind: "text",
  facts: ["text", ({ facts }) => JSON.stringify(facts)],
  draftsLetter: "boolean",
  departmentId: "int",
};
const TOLD: Columns<Told & { index: number }> = {
  index: "int",
  userId: "int",
  postId: "int",
  inCopy: "boolean",
};
const AFTER: Columns<ClockAfter> = {
  clockId: "int",
  reached: ["text", ({ reached }) => writeArray(reached)],
  gate: "text",
  level: "int",
  nextDueAt: "timestamptz",
  nextLevel: "int",
};

/**
 * Writes levels, events, audit, notices, outbox and drafts of supervision notices and moves the clocks on, all in one statement of the caller's transaction.
 * The outbox gets one row for all notices of a level.
 * A level already written under its key (subject, ladder, episode, level) is left out with everything that hangs on it.
 * Returns how many levels were new. Shared by the sweep and by decisions on screens.
 */
export async function applyEscalations(
  tx: Tx,
  actor: Actor,
  now: string,
  writes: readonly EscalationWrite[],
  after: readonly ClockAfter[],
): Promise<number> {
  const who = actorColumns(actor);
  const told = writes.flatMap((write, index) =>
    write.told.map(({ userId, postId, inCopy }) => ({ index, userId, postId, inCopy })),
  );
  const [row] = await tx.execute<{ written: number }>(sql`
    with levels as (
      select *, facts::jsonb as about, jsonb_build_object('ladder', ladder, 'episode', episode, 'level', level, 'reason', reason::jsonb) as payload
      from ${unnested(writes, "l", LEVEL)}
    ), told as (
      select * from ${unnested(told, "t", TOLD)}
    ), written as (
      insert into escalations (clock_id, issue_id, subject_kind, subject_id, ladder, episode, level, is_gate, due_at, raised_at, reason, vacant_posts)
      select "clockId", "issueId", "subjectKind", "subjectId", ladder, episode, level, "isGate", "dueAt", ${now}, payload->'reason',
        "vacantPosts"::int[]
      from levels order by index
      on conflict (subject_kind, subject_id, ladder, episode, level, is_gate) do nothing
      returning escalation_id, subject_kind, subject_id, ladder, episode, level, is_gate
    ), fresh as (
      select l.*, w.escalation_id from written w join levels l
        on l."subjectKind" = w.subject_kind and l."subjectId" = w.subject_id and l.ladder = w.ladder and l.episode = w.episode and l.level = w.level and l."isGate" = w.is_gate
    ), logged as (
      insert into events (subject_kind, subject_id, kind, payload, actor_user_id, actor_role, at)
      select "subjectKind", "subjectId", "eventKind", payload, ${who.actorUserId}::int, ${who.actorRole}, ${now} from fresh where "eventKind" is not null order by index
    ), audited as (
      insert into audit_entries (at, actor_user_id, actor_role, action, object_kind, object_id, detail)
      select ${now}, ${who.actorUserId}::int, ${who.actorRole}, 'escalation.' || "eventKind", "subjectKind", "subjectId"::text,
        jsonb_build_object('ladder', ladder, 'episode', episode, 'level', level) from fresh where "eventKind" is not null order by index
    ), noticed as (
      insert into notices (recipient_user_id, post_id, escalation_id, issue_id, kind, level, in_copy, facts, created_at, repeat_at)
      select t."userId", t."postId", f.escalation_id, f."issueId", f."noticeKind", f.level, t."inCopy", f.about, ${now},
        case when f."noticeKind" in ('escalated', 'gate_opened') and f.level >= 1 and not t."inCopy" then ${now}::timestamptz + ${REPEAT_AFTER}::interval end
      from fresh f join told t using (index)
    ), drafted as (
      insert into supervision_notices (issue_id, escalation_id, department_id, drafted_at)
      select "issueId", escalation_id, "departmentId", ${now} from fresh where "draftsLetter" and "issueId" is not null
    ), queued as (
      insert into outbox (topic, escalation_id, payload, created_at, available_at)
      select 'notice', escalation_id, '{}'::jsonb, ${now}, ${now} from fresh where index in (select index from told)
    ), moved as (
      update clocks c set reached = a.reached::smallint[],
        gate = a.gate, level = a.level, next_due_at = a."nextDueAt", next_level = a."nextLevel", version = c.version + 1
      from ${unnested(after, "a", AFTER)}
      where c.clock_id = a."clockId"
    ), raised as (
      update issues i set level = greatest(i.level, f.level), gate_open = i.gate_open or f.gate
      from (select "issueId", max(level) filter (where not "isGate") as level, bool_or("isGate") as gate from fresh
            where ladder = 'main' and "issueId" is not null group by "issueId") f
      where i.issue_id = f."issueId"
    )
    select count(*)::int as written from written`);
  return row?.written ?? 0;
}
