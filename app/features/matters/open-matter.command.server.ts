import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { findTold } from "#app/domain/escalation/told.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Db, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { matterIssues, matters } from "#db/schema/oversight/supervision.ts";
import { keptDirectory } from "#db/views/directory.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import type { OpenMatterForm } from "./matter.schema.ts";

/** An issue that is to join a matter, locked. */
export type Joining = {
  issueId: number;
  number: string;
  closed: boolean;
  countyCode: string;
  departmentId: number | null;
  categoryCode: string | null;
  matter: string | null;
};

/** Matters are numbered one after the other, and an issue joins one at a time. */
const MATTER_LOCK = 7_202_605;

/** Locks issues of the actor's scope that are to join; refuses where one is unknown, closed, or in a running matter already. */
export async function lockJoining(tx: Tx, ctx: Ctx, issueIds: readonly number[]): Promise<Result<Joining[]>> {
  await tx.execute(sql`select pg_advisory_xact_lock(${MATTER_LOCK})`);
  const rows = await tx.execute<Joining>(sql`
    select issues.issue_id as "issueId", issues.number, issues.state = 'closed' as closed, issues.county_code as "countyCode",
      issues.lead_department_id as "departmentId", issues.category_code as "categoryCode",
      (select m.number from matter_issues g join matters m using (matter_id) where g.issue_id = issues.issue_id and g.left_at is null) as matter
    from issues where issues.issue_id in (select jsonb_array_elements_text(${JSON.stringify(issueIds)}::text::jsonb)::int)
      and ${issueScope(ctx.actor)} order by issues.issue_id for update of issues`);
  if (rows.length < issueIds.length) return refuse("common.not_found", {});
  for (const { number, closed, matter } of rows) {
    if (closed) return refuse("matter.not_open", { number });
    if (matter !== null) return refuse("matter.in_another", { number, matter });
  }
  return ok([...rows]);
}

const oneOf = <T>(values: readonly T[]): T | null => {
  const [first, ...others] = new Set(values);
  return first === undefined || others.length > 0 ? null : first;
};

/**
 * Opens a matter 督办事项 that groups open issues; each stays its firm's own and is answered for itself. The units' heads and handlers and
 * the supervisors of the counties are told. Refuses with `matter.*`, `common.not_found`.
 */
export function openMatter(
  ctx: Ctx,
  key: string,
  form: OpenMatterForm,
): Promise<Result<{ matterId: number; number: string }>> {
  return once(ctx, { key, action: "matter.open", content: form }, async (tx, now) => {
    if (form.issueId.length < 2) return refuse("matter.too_few", {}, "issueId");
    const locked = await lockJoining(tx, ctx, form.issueId);
    if (!locked.ok) return locked;
    const joining = locked.value;
    const year = civilDayOf(now).slice(0, 4);
    const [last] = await tx.execute<{ no: number }>(sql`
      select coalesce(max(split_part(number, '-', 2)::int), 0) as no from matters where starts_with(number, ${`DB${year}-`})`);
    const number = `DB${year}-${String((last?.no ?? 0) + 1).padStart(4, "0")}`;
    const [made] = await tx
      .insert(matters)
      .values({
        number,
        title: form.title,
        reason: form.reason,
        categoryCode: oneOf(joining.map((one) => one.categoryCode)),
        departmentId: oneOf(joining.map((one) => one.departmentId)),
        countyCode: oneOf(joining.map((one) => one.countyCode)),
        openedBy: actorColumns(ctx.actor).actorUserId,
        openedAt: now,
      })
      .returning({ matterId: matters.matterId });
    const { matterId } = made!;
    await tx
      .insert(matterIssues)
      .values(joining.map(({ issueId }) => ({ matterId, issueId, joinedAt: now })));
    const numbers = joining.map((one) => one.number).join(" ");
    await recordEvent(tx, ctx.actor, now, {
      subjectKind: "matter",
      subjectId: matterId,
      kind: "matter.opened",
      payload: { number, numbers, reason: form.reason },
    });
    await tellOfMatter(ctx.db, tx, now, matterId, number, joining);
    const audit = { action: "matter.opened", objectKind: "matter" as const, objectId: matterId };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail: { issues: joining.length } }, ctx.requestId);
    return ok({ matterId, number });
  });
}

/** Tells those who answer for the issues that they are supervised as one matter. */
export async function tellOfMatter(
  db: Db,
  tx: Tx,
  now: string,
  matterId: number,
  number: string,
  joining: readonly Joining[],
): Promise<void> {
  const directory = await keptDirectory(db, tx, civilDayOf(now));
  const places = new Map(joining.map((one) => [`${one.departmentId}/${one.countyCode}`, one]));
  const told = [...places.values()].flatMap(
    ({ departmentId, countyCode }) =>
      findTold(
        directory,
        { departmentId, countyCode, dispatchedFrom: "county", partyUsers: {} },
        ["unit_head", "unit_handler"],
        ["county_supervisor"],
      ).told,
  );
  const facts = { href: `/matters/${matterId}`, number };
  await tellPeople(tx, now, told, { kind: "matter_opened", issueId: null, facts });
}
