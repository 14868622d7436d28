import { sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit } from "#db/record.ts";
import { giveCommand } from "../give-command.command.server.ts";
import type { BulkForm } from "./bulk.schema.ts";
import { type ChosenIssue, listChosen } from "./choose-issues.server.ts";
import { type BulkLine, derivedKey } from "./decide-issues.command.server.ts";

/**
 * Takes a step on each chosen issue that it fits: one that can't be stepped on is left as it is and named with the reason, the others go
 * through. Sending the same form again changes nothing.
 */
export async function stepOnIssues(
  ctx: Ctx,
  key: string,
  form: BulkForm,
  role: Role,
): Promise<Result<BulkLine[]>> {
  const { issues } = await listChosen(ctx, form, form.step, role);
  const fit = issues.filter((issue) => issue.fits);
  if (form.step === "remind") return remind(ctx, key, fit, form.reason);
  if (form.step === "tag" || form.step === "untag") return tag(ctx, key, fit, form.step, form.tag);
  const lines: BulkLine[] = [];
  for (const { issueId, number, title } of fit) {
    const on = { key: derivedKey(key, issueId), issueId, version: null };
    const given =
      form.step === "transfer"
        ? await giveCommand(ctx, on, "transfer", {
            to: form.to,
            consentedBy: form.consentedBy,
            consentedOn: form.consentedOn,
            paperNo: form.paperNo,
          })
        : await giveCommand(ctx, on, "dispatch", { departmentId: form.departmentId, coHandlers: [] });
    lines.push({ issueId, number, title, refusal: given.ok ? null : given.error });
  }
  return ok(lines);
}

const lineOf = ({ issueId, number, title }: ChosenIssue): BulkLine => ({
  issueId,
  number,
  title,
  refusal: null,
});
const idsOf = (issues: readonly ChosenIssue[]) => `{${issues.map((issue) => issue.issueId).join(",")}}`;

/** Reminds 催办 the handlers of the units that have the issues now, with the reason; nobody hears twice a day of the same issue. */
function remind(
  ctx: Ctx,
  key: string,
  issues: readonly ChosenIssue[],
  reason: string,
): Promise<Result<BulkLine[]>> {
  const content = { ids: idsOf(issues), reason };
  return once(ctx, { key, action: "issue.remind", content }, async (tx, now) => {
    const today = civilDayOf(now);
    const facts = JSON.stringify({ reason });
    await tx.execute(sql`
      with told as (
        insert into notices (recipient_user_id, issue_id, kind, facts, created_at)
        select distinct g.user_id, i.issue_id, 'urged', ${facts}::text::jsonb, ${now}::timestamptz
        from issues i join role_grants g on g.department_id = i.lead_department_id and g.role = 'handler'
          and g.started_on <= ${today}::date and (g.ended_on is null or g.ended_on > ${today}::date)
        where i.issue_id = any(${content.ids}::integer[]) and not exists (
          select from notices n where n.own_issue_id = i.issue_id and n.recipient_user_id = g.user_id and n.kind = 'urged'
            and (n.created_at at time zone 'Asia/Shanghai')::date = ${today}::date)
        returning notice_id)
      insert into outbox (topic, notice_id, payload, created_at, available_at)
      select 'notice', notice_id, '{}', ${now}::timestamptz, ${now}::timestamptz from told`);
    for (const { issueId } of issues)
      await recordAudit(
        tx,
        ctx.actor,
        now,
        { action: "issue.remind", objectKind: "issue", objectId: issueId, detail: { reason } },
        ctx.requestId,
      );
    return ok(issues.map(lineOf));
  });
}

function tag(
  ctx: Ctx,
  key: string,
  issues: readonly ChosenIssue[],
  step: "tag" | "untag",
  word: string,
): Promise<Result<BulkLine[]>> {
  const content = { ids: idsOf(issues), word };
  return once(ctx, { key, action: `issue.${step}`, content }, async (tx, now) => {
    const { actorUserId } = actorColumns(ctx.actor);
    await tx.execute(
      step === "tag"
        ? sql`insert into issue_tags (issue_id, tag, tagged_by, tagged_at)
            select id, ${word}, ${actorUserId}::integer, ${now}::timestamptz from unnest(${content.ids}::integer[]) as id on conflict do nothing`
        : sql`delete from issue_tags where tag = ${word} and issue_id = any(${content.ids}::integer[])`,
    );
    return ok(issues.map(lineOf));
  });
}
