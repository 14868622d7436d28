import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { ClockKind, Level } from "#app/domain/deadline/clocks.ts";
import type { ClockParty } from "#app/domain/deadline/span.ts";
import { ISSUE_SETS } from "#app/domain/supervision/sets.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { keptRead } from "#db/kept-read.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { DUE_ORDER, LEVEL_ORDER } from "#db/views/issue-order.ts";
import { issueSetFor } from "#db/views/issue-sets.ts";
import { limited } from "#db/views/keyset.ts";

/** Sets with a figure on the desk; the closed ones are a list without a figure. */
export const DESK_SETS = ISSUE_SETS.filter((set) => set !== "closed" && set !== "unresolved");
export type DeskSet = (typeof DESK_SETS)[number];

/** One row of the desk: what it is, why it is here, who holds it, what comes next and when (instants ISO). */
export type DeskRow = {
  issueId: number;
  number: string;
  title: string;
  state: string;
  level: Level | null;
  gateOpen: boolean;
  county: string;
  unit: string | null;
  dueAt: string | null;
  provisional: boolean;
  /** Who owes the next step. */
  party: ClockParty | null;
  pausedAt: string | null;
  reason: { trigger: string; level: number; raisedAt: string } | null;
  /** What happens next by itself; null when only a person can move the issue. */
  next: {
    what: "level" | "gate" | "reminder" | "lapse";
    clock: ClockKind;
    level: number | null;
    at: string;
  } | null;
};

export type DeskFigures = Record<DeskSet, number>;

/** The desk: the size of each set in the actor's scope, and one page of the chosen one. */
export type Desk = { figures: DeskFigures; rows: DeskRow[]; nextCursor: string | null };

/** Rows of one page. */
export const DESK_PAGE = 50;

type Position = { level: number; dueAt: string; issueId: number };
const LAST = "9999-12-31T00:00:00.000Z";

function positionOf(cursor: string | null): Position | null {
  const parts = cursor?.split("_") ?? [];
  const [level, dueMs, issueId] = parts.map(Number);
  if (parts.length !== 3 || ![level, dueMs, issueId].every(Number.isSafeInteger)) return null;
  if (Math.abs(dueMs!) > Date.parse(LAST)) return null;
  return { level: level!, dueAt: new Date(dueMs!).toISOString(), issueId: issueId! };
}

/** The size of every set, in one pass over `issues` that are open, from the rows alone: nothing is copied aside. */
const figuresOf = (actor: Actor, now: string) =>
  sql.join(
    DESK_SETS.map(
      (set) =>
        sql`count(*) filter (where ${issueSetFor(actor, set, now, "open")})::int as ${sql.identifier(set)}`,
    ),
    sql`, `,
  );

/** The figures alone, for a desk that is already open. */
export function countDesk(ctx: Ctx): Promise<DeskFigures> {
  return keptRead(ctx, FIGURES, (tx, now) => count(ctx, tx, now));
}

const FIGURES = "desk figures";

async function count(ctx: Ctx, tx: Tx, now: string): Promise<DeskFigures> {
  const [figures] = await tx.execute<DeskFigures>(
    sql`select ${figuresOf(ctx.actor, now)} from issues where issues.state <> 'closed' and ${issueScope(ctx.actor)}`,
  );
  return figures!;
}

/** What happens next by itself to the issue of a page's row `p`: the earliest level, reminder or lapse of its running clocks. */
const NEXT_BY_ITSELF = sql`(
  select jsonb_build_object('what', w.what, 'clock', w.kind, 'level', w.level, 'at', w.at) from (
    select case when k.ladder <> 'main' then 'reminder' when k.next_level = 3 then 'gate' else 'level' end as what, k.kind, k.next_level as level, k.next_due_at as at
    from clocks k where k.issue_id = p.issue_id and k.ended_at is null and k.paused_at is null and k.next_due_at is not null
    union all
    select 'lapse', k.kind, null, k.lapse_at from clocks k where k.issue_id = p.issue_id and k.ended_at is null and k.lapse_at is not null
  ) w order by w.at limit 1)`;

/**
 * Reads the desk for the actor: figures of all sets and the rows of `set`, the highest level first, then what is due soonest.
 * `cursor` is the position that the page before ended at.
 */
export function getDesk(ctx: Ctx, input: { set: DeskSet; cursor: string | null }): Promise<Desk> {
  return keptRead(ctx, `desk ${input.set} ${input.cursor ?? ""}`, async (tx, now, part) => ({
    figures: await part(FIGURES, () => count(ctx, tx, now)),
    ...(await page(ctx, tx, now, input)),
  }));
}

async function page(ctx: Ctx, tx: Tx, now: string, input: { set: DeskSet; cursor: string | null }) {
  const from = positionOf(input.cursor);
  const after = from
    ? sql`and (${LEVEL_ORDER}, ${DUE_ORDER}, issues.issue_id)
          > (${-from.level}::int, ${from.dueAt}::timestamptz, ${from.issueId}::int)`
    : sql``;
  const found = await tx.execute<DeskRow & Place>(sql`
    with chosen as materialized (
      select issues.issue_id, ${LEVEL_ORDER} as rank, ${DUE_ORDER} as place from issues
      where issues.state <> 'closed' and ${issueScope(ctx.actor)} and ${issueSetFor(ctx.actor, input.set, now, "open")} ${after}
      order by 2, 3, 1 limit ${limited(DESK_PAGE + 1)}
    )
    select p.issue_id as "issueId", p.number, p.title, p.state, p.level, p.gate_open as "gateOpen", c.short_name as county,
      d.short_name as unit, to_char(p.next_due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt",
      p.provisional_due as provisional,
      (select jsonb_build_object('trigger', e.reason->>'trigger', 'level', e.level, 'raisedAt', e.raised_at)
        from escalations e where e.issue_id = p.issue_id and e.ladder = 'main' order by e.escalation_id desc limit 1) as reason,
      (select k.owner_party from clocks k where k.issue_id = p.issue_id and k.kind = p.next_due_clock and k.ended_at is null
        order by k.due_at limit 1) as party,
      to_char(p.paused_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "pausedAt",
      ${NEXT_BY_ITSELF} as next, chosen.rank
    from chosen join issues p using (issue_id) join counties c using (county_code)
      left join departments d on d.department_id = p.lead_department_id
    order by chosen.rank, chosen.place, chosen.issue_id`);
  const rows = found.slice(0, DESK_PAGE);
  const last = rows.at(-1);
  const more = found.length > DESK_PAGE && last;
  return {
    rows: rows.map(({ rank: _rank, ...row }) => row),
    nextCursor: more ? `${-last.rank}_${Date.parse(last.dueAt ?? LAST)}_${last.issueId}` : null,
  };
}

/** Where a row stands in the order of the desk. */
type Place = { rank: number };
