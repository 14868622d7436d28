import { sql } from "drizzle-orm";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  exceptionsOf,
  type LadderException,
  sameExceptions,
} from "#app/domain/supervision/ladder-exceptions.ts";
import {
  type LadderDraft,
  ladderNumbers,
  type RehearsalFigures,
  type RulesDraft,
} from "#app/domain/supervision/rehearsal.ts";
import type { RehearsalState } from "#app/domain/supervision/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { STALLED_AFTER_S, type StoredDraft } from "./open-rehearsal.command.server.ts";

/** One changed number: which, from what, to what. Shares as percent. */
export type ChangedRule = { rule: string; from: number | null; to: number | null };

/** A rehearsal as its page shows it; instants ISO, days civil. */
export type RehearsalView = {
  rehearsalId: number;
  version: number;
  purpose: string;
  state: RehearsalState;
  stalled: boolean;
  done: number;
  total: number;
  failure: string | null;
  by: string;
  createdAt: string;
  endedAt: string | null;
  seconds: number | null;
  inForceFrom: string | null;
  decidedBy: string | null;
  reason: string | null;
  changed: ChangedRule[];
  /** The exceptions of the draft; null = as they were. */
  exceptions: readonly (LadderException & { category: string | null; county: string | null })[] | null;
  calendar: RulesDraft["calendar"];
  figures:
    | (Omit<RehearsalFigures, "examples"> & {
        examples: {
          issueId: number;
          number: string;
          title: string;
          now: number | null;
          draft: number | null;
        }[];
      })
    | null;
  mayDecide: boolean;
};

type Row = Omit<RehearsalView, "changed" | "exceptions" | "calendar" | "figures" | "mayDecide"> & {
  draft: StoredDraft;
  figures: RehearsalFigures | null;
};

/** One rehearsal; the administrator of the system sees figures and no issue. Refuses with `common.not_found`. */
export function getRehearsal(ctx: Ctx, rehearsalId: number): Promise<Result<RehearsalView>> {
  return readTx(ctx, async (tx, now) => {
    const [row] = await tx.execute<Row>(sql`
      select r.rehearsal_id as "rehearsalId", r.version, r.purpose, r.state, r.done, r.total, r.failure, u.name as by, r.draft, r.figures,
        r.state = 'running' and r.beat_at < ${now}::timestamptz - make_interval(secs => ${STALLED_AFTER_S}) as stalled,
        to_char(r.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
        to_char(r.ended_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "endedAt",
        extract(epoch from r.ended_at - r.created_at)::float8 as seconds, r.in_force_from::text as "inForceFrom", d.name as "decidedBy", r.reason
      from rehearsals r join users u on u.user_id = r.created_by left join users d on d.user_id = r.decided_by
      where r.rehearsal_id = ${rehearsalId}`);
    if (!row || ctx.actor.kind !== "person") return refuse("common.not_found", {});
    const { draft, figures, ...own } = row;
    const book = policyBook(await loadRulebook(ctx.db, tx, now));
    const base = {
      deadlines:
        book.deadlines.find((one) => one.version === draft.base.deadlines) ??
        policyInForce(book.deadlines, 0),
      ladder: book.ladders.find((one) => one.version === draft.base.ladder) ?? policyInForce(book.ladders, 0),
    };
    const keeper = draft.calendar === null ? "city_supervisor" : "system_administrator";
    const sees = ctx.actor.role === "city_supervisor" || ctx.actor.role === "auditor";
    const examples = figures === null || !sees ? [] : figures.examples;
    const named = await tx.execute<{ issueId: number; number: string; title: string }>(sql`
      select issue_id as "issueId", number, title from issues
      where issue_id in (select jsonb_array_elements_text(${JSON.stringify(examples.map((one) => one.issueId))}::text::jsonb)::int)`);
    const byId = new Map(named.map((one) => [one.issueId, one]));
    return ok({
      ...own,
      changed: changedRules(draft, base),
      exceptions: await changedExceptions(tx, draft, base.ladder),
      calendar: draft.calendar,
      figures:
        figures === null
          ? null
          : {
              ...figures,
              examples: examples.flatMap((one) => {
                const found = byId.get(one.issueId);
                return found === undefined ? [] : [{ ...one, number: found.number, title: found.title }];
              }),
            },
      mayDecide: ctx.actor.role === keeper,
    });
  });
}

async function changedExceptions(
  tx: Tx,
  draft: StoredDraft,
  base: LadderPolicy,
): Promise<RehearsalView["exceptions"]> {
  const drafted = draft.ladder?.exceptions;
  if (drafted === undefined || sameExceptions(drafted, exceptionsOf(base))) return null;
  const names = await tx.execute<{ code: string; name: string }>(sql`
    select category_code as code, name from categories union all select county_code, short_name from counties`);
  const nameOf = new Map(names.map((one) => [one.code, one.name]));
  const named = (code: string | null) => (code === null ? null : (nameOf.get(code) ?? code));
  return drafted.map((one) => ({
    ...one,
    category: named(one.categoryCode),
    county: named(one.countyCode),
  }));
}

function changedRules(
  draft: StoredDraft,
  base: {
    deadlines: { days: Record<string, number>; answerDays: Record<string, number> };
    ladder: Parameters<typeof ladderNumbers>[0];
  },
): ChangedRule[] {
  const differing = (
    prefix: string,
    from: Record<string, number | null>,
    to: Record<string, number | null>,
  ) =>
    Object.keys(to)
      .filter((key) => from[key] !== to[key])
      .map((key) => ({ rule: `${prefix}${key}`, from: from[key] ?? null, to: to[key] ?? null }));
  const percent = (ladder: LadderDraft) => {
    const { yellowShare, exceptions: _apart, ...others } = ladder;
    return { yellowPercent: Math.round(yellowShare * 100), ...others };
  };
  return [
    ...(draft.deadlines === null
      ? []
      : [
          ...differing("answer_", base.deadlines.answerDays, draft.deadlines.answerDays),
          ...differing("days_", base.deadlines.days, draft.deadlines.days),
        ]),
    ...(draft.ladder === null
      ? []
      : differing("", percent(ladderNumbers(base.ladder)), percent(draft.ladder))),
  ];
}
