import { and, desc, eq, sql } from "drizzle-orm";
import { civilDayOf, dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import { type DeadlinePolicy, policyInForce } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { calendarRow, draftedLadder } from "#app/domain/supervision/rehearsal.ts";
import type { RehearsalState } from "#app/domain/supervision/states.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { calendarDays, policies } from "#db/schema/installation.ts";
import { rehearsals } from "#db/schema/oversight/supervision.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { findRunning, type StoredDraft } from "./open-rehearsal.command.server.ts";
import type { RehearsalForm } from "./rules.schema.ts";

/** Versions are numbered one after the other, whoever sends them at the same moment. */
export const RULES_LOCK = 7_202_606;

/**
 * Cancels a running rehearsal, starts one again that failed or was cancelled, or puts the rules of a finished one in force from a day on (today = from now), as new versions: clocks that
 * run keep those of their start. Days of the calendar hold at once and only from that day on. Refuses with `rules.*`, `common.*`.
 */
export function changeRehearsal(
  ctx: Ctx,
  key: string,
  rehearsalId: number,
  form: RehearsalForm,
): Promise<Result<{ state: RehearsalState }>> {
  return once<{ state: RehearsalState }>(
    ctx,
    { key, action: `rehearsal.${form.intent}`, content: { rehearsalId, ...form } },
    async (tx, now) => {
      const { actor } = ctx;
      if (actor.kind !== "person") return refuse("common.not_found", {});
      const [row] = await tx
        .select()
        .from(rehearsals)
        .where(eq(rehearsals.rehearsalId, rehearsalId))
        .for("update");
      if (!row) return refuse("common.not_found", {});
      const draft = row.draft as StoredDraft;
      const keeper = draft.calendar === null ? "city_supervisor" : "system_administrator";
      if (actor.role !== keeper) return refuse("common.not_found", {});
      if (!EXPECTED[form.intent].includes(row.state as RehearsalState))
        return refuse("rules.wrong_state", { state: row.state });
      // A beat of the run does not count as a change: its version stays.
      if (row.version !== form.version)
        return refuse("common.conflict", { expected: form.version, found: row.version });
      const about = { subjectKind: "rehearsal" as const, subjectId: rehearsalId };
      if (form.intent !== "put_in_force") {
        const running = form.intent === "again" ? await findRunning(tx, now) : undefined;
        if (running) return refuse("rules.already_running", running);
        const turn =
          form.intent === "again" ? fromTheStart(now) : { state: "cancelled" as const, endedAt: now };
        await tx
          .update(rehearsals)
          .set({ ...turn, version: row.version + 1 })
          .where(eq(rehearsals.rehearsalId, rehearsalId));
        const action = form.intent === "again" ? "rehearsal.restarted" : "rehearsal.cancelled";
        const audit = { action, objectKind: about.subjectKind, objectId: rehearsalId };
        await recordAudit(tx, actor, now, audit, ctx.requestId);
        return ok({ state: turn.state });
      }
      const { inForceFrom, reason } = form;
      const today = civilDayOf(now);
      if (inForceFrom < today) return refuse("rules.day_past", { day: inForceFrom }, "inForceFrom");
      await tx.execute(sql`select pg_advisory_xact_lock(${RULES_LOCK})`);
      const from = inForceFrom === today ? now : new Date(instantAt(dayNumber(inForceFrom))).toISOString();
      const by = { reason, userId: actor.userId, now };
      const put =
        draft.calendar === null
          ? await putPolicies(ctx, tx, draft, from, by)
          : await putCalendar(tx, draft.calendar, inForceFrom, by);
      if (!put.ok) return put;
      await tx
        .update(rehearsals)
        .set({ state: "in_force", inForceFrom, decidedBy: actor.userId, reason, version: row.version + 1 })
        .where(eq(rehearsals.rehearsalId, rehearsalId));
      const payload = { inForceFrom, reason, ...put.value };
      await recordEvent(tx, actor, now, { ...about, kind: "rehearsal.put_in_force", payload });
      const audit = {
        action: "rehearsal.put_in_force",
        objectKind: about.subjectKind,
        objectId: rehearsalId,
      };
      await recordAudit(tx, actor, now, { ...audit, detail: { inForceFrom, ...put.value } }, ctx.requestId);
      return ok({ state: "in_force" as const });
    },
  );
}

/** The states in which each may be done. */
const EXPECTED: Record<RehearsalForm["intent"], readonly RehearsalState[]> = {
  cancel: ["running"],
  again: ["failed", "cancelled"],
  put_in_force: ["done"],
};

const fromTheStart = (now: string) => ({
  state: "running" as const,
  total: 0,
  done: 0,
  failure: null,
  beatAt: now,
  endedAt: null,
});

type By = { reason: string; userId: number; now: string };

async function putPolicies(
  ctx: Ctx,
  tx: Tx,
  draft: StoredDraft,
  from: string,
  by: By,
): Promise<Result<Record<string, number>>> {
  const book = policyBook(await loadRulebook(ctx.db, tx, by.now));
  const deadlines = policyInForce(book.deadlines, Date.parse(from));
  const ladder = policyInForce(book.ladders, Date.parse(from));
  if (deadlines.version !== draft.base.deadlines || ladder.version !== draft.base.ladder)
    return refuse("rules.stale", {});
  const versions: Record<string, number> = {};
  if (draft.deadlines !== null)
    versions.deadlines = await nextVersion<DeadlinePolicy>(
      tx,
      "deadlines",
      { ...deadlines, ...draft.deadlines },
      from,
      by,
    );
  if (draft.ladder !== null)
    versions.ladder = await nextVersion<LadderPolicy>(
      tx,
      "ladder",
      draftedLadder(ladder, draft.ladder),
      from,
      by,
    );
  return ok(versions);
}

/** Adds the next version of a policy; the caller holds `RULES_LOCK`. */
export async function nextVersion<T extends object>(
  tx: Tx,
  kind: "deadlines" | "ladder" | "supervision",
  body: T,
  from: string,
  by: By,
): Promise<number> {
  const [last] = await tx
    .select({ version: policies.policyVersion })
    .from(policies)
    .where(eq(policies.kind, kind))
    .orderBy(desc(policies.policyVersion))
    .limit(1);
  const version = (last?.version ?? 0) + 1;
  await tx.insert(policies).values({
    kind,
    policyVersion: version,
    inForceFrom: from,
    body: { ...body, version, inForceFrom: Date.parse(from) },
    reason: by.reason,
    createdBy: by.userId,
    createdAt: by.now,
  });
  return version;
}

/** Writes the days from `first` on; a job then reckons every running clock anew. */
async function putCalendar(
  tx: Tx,
  days: NonNullable<StoredDraft["calendar"]>,
  first: string,
  by: By,
): Promise<Result<Record<string, number>>> {
  const past = days.find(({ day }) => day < first);
  if (past) return refuse("rules.day_past", { day: past.day }, "inForceFrom");
  for (const { day, isWorkday, name } of days) {
    const { kind, status } = calendarRow(day, isWorkday, name);
    const [kept] = await tx
      .select({ day: calendarDays.day })
      .from(calendarDays)
      .where(and(eq(calendarDays.day, day)));
    const row = { isWorkday, kind, name, status };
    if (kept) await tx.update(calendarDays).set(row).where(eq(calendarDays.day, day));
    else await tx.insert(calendarDays).values({ day, ...row });
  }
  await tx.execute(sql`
    insert into installation (name, value) values ('clocks_to_rebuild', ${JSON.stringify({ since: by.now })}::text::jsonb)
    on conflict (name) do update set value = excluded.value`);
  return ok({ days: days.length });
}
