import { sql } from "drizzle-orm";
import { nthWorkdayAfter } from "#app/domain/calendar/calendar.ts";
import { civilDayOf, dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type LetterCommand, letterCommandsFor } from "#app/domain/supervision/letter.ts";
import type { SupervisionPolicy } from "#app/domain/supervision/policy.ts";
import type { LetterState } from "#app/domain/supervision/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { letterScope } from "#db/views/letter.scope.ts";
import { UNREACHED } from "#db/views/party-users.ts";
import { loadPolicy, loadRulebook } from "#db/views/rulebook.ts";

/** A supervision notice as its reader may see it; instants ISO, days civil. */
export type LetterView = {
  letterId: number;
  version: number;
  state: LetterState;
  number: string | null;
  body: string | null;
  signer: string | null;
  replyBy: string | null;
  draftedAt: string;
  signedAt: string | null;
  signedBy: string | null;
  receivedAt: string | null;
  receivedBy: string | null;
  repliedAt: string | null;
  repliedBy: string | null;
  reply: string | null;
  /** What the unit had typed of its reply when it confirmed receipt; for the unit alone. */
  draftReply: string | null;
  droppedReason: string | null;
  /** Why the level was reached; null where a person drafted the notice. */
  trigger: string | null;
  /** Who issues it: the county's standing committee, null = the city's. */
  issuer: string | null;
  unit: string | null;
  /** Who heads the unit today and is told when it is signed; `unreached` = by no channel outside the app. */
  head: { name: string; unreached: boolean } | null;
  late: boolean;
  issue: {
    issueId: number;
    number: string;
    title: string;
    closed: boolean;
    dispatchedOn: string | null;
    dueOn: string | null;
  };
  commands: LetterCommand[];
  /** What a signer is offered: the next number, today's director, the reply's day. */
  offered: { number: string; signer: string; replyBy: string } | null;
};

type Row = Omit<LetterView, "commands" | "offered" | "issue" | "issuer" | "draftReply"> & {
  issueId: number;
  issueNumber: string;
  title: string;
  closed: boolean;
  dispatchedOn: string | null;
  dueOn: string | null;
  countyCode: string;
  county: string;
  countyShort: string;
  signedRole: string | null;
};

/** One notice in the actor's scope; refuses with `common.not_found`. */
export function getLetter(ctx: Ctx, letterId: number): Promise<Result<LetterView>> {
  return readTx(ctx, async (tx, now) => {
    const instant = (column: string) =>
      sql.raw(`to_char(letters.${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
    const [row] = await tx.execute<Row>(sql`
      select letters.supervision_notice_id as "letterId", letters.version, letters.state, letters.number, letters.body, letters.signer,
        letters.reply_by::text as "replyBy", ${instant("drafted_at")} as "draftedAt", ${instant("signed_at")} as "signedAt",
        ${instant("received_at")} as "receivedAt", ${instant("replied_at")} as "repliedAt", letters.reply, letters.dropped_reason as "droppedReason",
        s.name as "signedBy", r.name as "receivedBy", p.name as "repliedBy", e.reason->>'trigger' as trigger, d.name as unit,
        (select jsonb_build_object('name', u.name, 'unreached', ${UNREACHED}) from posts o
          join post_holdings h on h.post_id = o.post_id and h.during @> (${now}::timestamptz at time zone 'Asia/Shanghai')::date
          join users u on u.user_id = h.user_id where o.department_id = letters.department_id and o.kind = 'head' limit 1) as head,
        letters.state = 'signed' and letters.reply_by < (${now}::timestamptz at time zone 'Asia/Shanghai')::date as late,
        issues.issue_id as "issueId", issues.number as "issueNumber", issues.title, issues.state = 'closed' as closed,
        (issues.dispatched_at at time zone 'Asia/Shanghai')::date::text as "dispatchedOn",
        (select (k.due_at at time zone 'Asia/Shanghai')::date::text from clocks k where k.clock_id = e.clock_id) as "dueOn",
        issues.county_code as "countyCode", c.name as county, c.short_name as "countyShort",
        (select a.actor_role from audit_entries a where a.object_kind = 'supervision_notice' and a.object_id = letters.supervision_notice_id::text
          and a.action = 'letter.sign' order by a.audit_id desc limit 1) as "signedRole"
      from supervision_notices letters join issues on issues.issue_id = letters.issue_id join counties c using (county_code)
        left join departments d on d.department_id = letters.department_id left join escalations e on e.escalation_id = letters.escalation_id
        left join users s on s.user_id = letters.signed_by left join users r on r.user_id = letters.received_by
        left join users p on p.user_id = letters.replied_by
      where letters.supervision_notice_id = ${letterId} and ${letterScope(ctx.actor)}`);
    if (!row || ctx.actor.kind !== "person") return refuse("common.not_found", {});
    const {
      issueId,
      issueNumber,
      title,
      closed,
      dispatchedOn,
      dueOn,
      countyCode,
      county,
      countyShort,
      signedRole,
      ...own
    } = row;
    // One taken over from before has no entry of who signed it: its number bears the office's name.
    const bearsCounty = own.number?.startsWith(`${countyShort}人督`) === true;
    const ofCity =
      signedRole === "city_supervisor" ||
      (signedRole === null && !bearsCounty && ctx.actor.role === "city_supervisor");
    const commands = letterCommandsFor(
      { state: own.state, isReceived: own.receivedAt !== null },
      ctx.actor.role,
    );
    return ok({
      ...own,
      reply: own.state === "replied" ? own.reply : null,
      draftReply: commands.includes("reply") ? own.reply : null,
      issuer: ofCity ? null : county,
      issue: { issueId, number: issueNumber, title, closed, dispatchedOn, dueOn },
      commands,
      offered: commands.includes("sign") ? await offerPaper(ctx, tx, now, ofCity ? null : countyCode) : null,
    });
  });
}

/** The next paper number of the office in this year, its director of today, and the reply's day by the rules. */
async function offerPaper(ctx: Ctx, tx: Tx, now: string, countyCode: string | null) {
  const today = civilDayOf(now);
  const [office] = await tx.execute<{ name: string; director: string | null }>(sql`
    select coalesce((select short_name from counties where county_code = ${countyCode}), '宜') as name,
      (select u.name from posts p join post_holdings h on h.post_id = p.post_id and h.during @> ${today}::date join users u on u.user_id = h.user_id
        where p.body = 'congress' and p.kind = 'committee_director' and p.county_code is not distinct from ${countyCode} limit 1) as director`);
  const head = `${office!.name}人督〔${today.slice(0, 4)}〕`;
  const [last] = await tx.execute<{ no: number }>(sql`
    select coalesce(max(substring(number from '〕(\\d{1,6})号$')::int), 0) as no from supervision_notices
    where starts_with(number, ${head})`);
  const { letterReplyDays } = await loadPolicy<SupervisionPolicy>(tx, "supervision", now);
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const day = nthWorkdayAfter(rulebook.calendar, dayNumber(today), letterReplyDays);
  return {
    number: `${head}${(last?.no ?? 0) + 1}号`,
    signer: office!.director ?? "",
    replyBy: day.ok ? isoDay(day.value) : "",
  };
}
