import { and, eq, isNull, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { matterIssues, matters } from "#db/schema/oversight/supervision.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { matterScope } from "#db/views/matter.scope.ts";
import type { MatterForm } from "./matter.schema.ts";
import { lockJoining, tellOfMatter } from "./open-matter.command.server.ts";

/**
 * Changes a running matter: issues join, one leaves with a reason, or it is closed with what came of it. Closing a matter closes no issue:
 * each goes on for itself. Refuses with `matter.*`, `common.not_found`, `common.conflict`.
 */
export function changeMatter(
  ctx: Ctx,
  key: string,
  matterId: number,
  form: MatterForm,
): Promise<Result<{ number: string }>> {
  return once(
    ctx,
    { key, action: `matter.${form.command}`, content: { matterId, ...form } },
    async (tx, now) => {
      const [matter] = await tx.execute<{ version: number; number: string; closed: boolean }>(sql`
      select version, number, closed_at is not null as closed from matters
      where matter_id = ${matterId} and ${matterScope(ctx.actor)} for update`);
      if (!matter) return refuse("common.not_found", {});
      if (matter.closed) return refuse("matter.is_closed", {});
      if (matter.version !== form.version)
        return refuse("common.conflict", { expected: form.version, found: matter.version });
      const changed = await apply(tx, ctx, now, { matterId, number: matter.number }, form);
      if (!changed.ok) return changed;
      await tx
        .update(matters)
        .set({ version: matter.version + 1 })
        .where(eq(matters.matterId, matterId));
      const about = { subjectKind: "matter" as const, subjectId: matterId };
      await recordEvent(tx, ctx.actor, now, { ...about, ...changed.value });
      const audit = { action: changed.value.kind, objectKind: about.subjectKind, objectId: matterId };
      await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
      return ok({ number: matter.number });
    },
  );
}

type Event = { kind: string; payload: Record<string, string> };

async function apply(
  tx: Tx,
  ctx: Ctx,
  now: string,
  matter: { matterId: number; number: string },
  form: MatterForm,
): Promise<Result<Event>> {
  const { matterId } = matter;
  switch (form.command) {
    case "join": {
      const ids = await idsOf(tx, ctx, form.numbers);
      if (!ids.ok) return ids;
      const wanted = [...new Set([...form.issueId, ...ids.value])];
      if (wanted.length === 0) return refuse("common.invalid", { field: "numbers" }, "numbers");
      const joining = await lockJoining(tx, ctx, wanted);
      if (!joining.ok) return joining;
      await tx
        .insert(matterIssues)
        .values(joining.value.map(({ issueId }) => ({ matterId, issueId, joinedAt: now })));
      await tellOfMatter(ctx.db, tx, now, matterId, matter.number, joining.value);
      const numbers = joining.value.map((one) => one.number).join(" ");
      return ok({ kind: "matter.joined", payload: { numbers } });
    }
    case "leave": {
      const [left] = await tx.execute<{ number: string }>(sql`
        update matter_issues g set left_at = ${now}::timestamptz, left_reason = ${form.reason} from issues
        where g.matter_id = ${matterId} and g.issue_id = ${form.issueId} and g.left_at is null and issues.issue_id = g.issue_id
          and ${issueScope(ctx.actor)} returning issues.number`);
      if (!left) return refuse("common.not_found", {});
      return ok({ kind: "matter.left", payload: { numbers: left.number, reason: form.reason } });
    }
    case "close": {
      await tx
        .update(matters)
        .set({ closedAt: now, closedBy: actorColumns(ctx.actor).actorUserId, closedReason: form.reason })
        .where(eq(matters.matterId, matterId));
      // The issues are free for another matter; without a reason of its own the row stays part of this one's record.
      await tx
        .update(matterIssues)
        .set({ leftAt: now })
        .where(and(eq(matterIssues.matterId, matterId), isNull(matterIssues.leftAt)));
      return ok({ kind: "matter.closed", payload: { reason: form.reason } });
    }
  }
}

/** Issues by the numbers that were typed, parted by whatever stands between them. */
async function idsOf(tx: Tx, ctx: Ctx, typed: string): Promise<Result<number[]>> {
  const numbers = [
    ...new Set(
      typed
        .toUpperCase()
        .split(/[\s,，、;；]+/u)
        .filter((one) => one !== ""),
    ),
  ];
  if (numbers.length === 0) return ok([]);
  const rows = await tx.execute<{ issueId: number; number: string }>(sql`
    select issues.issue_id as "issueId", issues.number from issues
    where issues.number in (select jsonb_array_elements_text(${JSON.stringify(numbers)}::text::jsonb)) and ${issueScope(ctx.actor)}`);
  const unknown = numbers.find((number) => !rows.some((row) => row.number === number));
  if (unknown !== undefined) return refuse("matter.unknown_issue", { number: unknown }, "numbers");
  return ok(rows.map((row) => row.issueId));
}
