import { sql } from "drizzle-orm";
import { judgePolicy, type PairingPolicy, policyDifference } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { openDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import type { Assumptions } from "#app/features/pairings/pairing-policy.ts";
import { policyOf } from "#app/features/pairings/policy/policy.schema.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { ADDITION_ROWS, type WhatifForm } from "./whatif.schema.ts";

/** Most deputies that may leave in one what-if. */
const MOST_LEAVING = 500;

/**
 * Opens a what-if: a plan on assumptions (deputies who leave, others who join, other capacities or weights) that is computed like any
 * other and can never be published. Who leaves is named a line each, by name, card number or phone; a line that names nobody or several
 * is refused with its number. `plan.nothing_assumed` where nothing differs from today.
 */
export async function openWhatif(
  ctx: Ctx,
  key: string,
  form: WhatifForm,
): Promise<Result<{ planId: number }>> {
  const wanted = policyOf(form);
  const judged = judgePolicy(wanted);
  if (!judged.ok) return judged;
  const read = await readTx(ctx, async (tx, now): Promise<Result<Assumptions>> => {
    const leaving = await findLeaving(tx, ctx, form.leaving);
    if (!leaving.ok) return leaving;
    const {
      inForceFrom: _from,
      version: _version,
      ...inForce
    } = await loadPolicy<PairingPolicy>(tx, "pairing", now);
    return ok({
      leaving: leaving.value,
      policy: policyDifference(inForce, wanted),
      additions: additionsOf(form),
    });
  });
  if (!read.ok) return read;
  const assume = read.value;
  const nothing =
    assume.leaving?.length === 0 &&
    assume.additions?.length === 0 &&
    Object.keys(assume.policy ?? {}).length === 0;
  if (nothing) return refuse("plan.nothing_assumed", {});
  const keep = form.base === "repair" ? wanted.keepRepair : wanted.keepReoptimise;
  return openDraft(ctx, key, { mode: "whatif", countyCode: form.countyCode || null, keep, assume });
}

function additionsOf(form: WhatifForm): NonNullable<Assumptions["additions"]> {
  return ADDITION_ROWS.flatMap((row) => {
    const [townshipCode, level, count] = [
      form[`township_${row}`],
      form[`level_${row}`],
      form[`count_${row}`],
    ];
    return townshipCode && level && count ? [{ townshipCode, level, count }] : [];
  });
}

/** The deputies that the lines name, each once; a second word on a line is a place, to tell namesakes apart. */
async function findLeaving(tx: Tx, ctx: Ctx, text: string): Promise<Result<number[]>> {
  const lines = text.split("\n").map((one) => one.trim());
  const asked = lines.flatMap((one, at) => (one === "" ? [] : [{ line: at + 1, text: one }]));
  if (asked.length > MOST_LEAVING) return refuse("common.invalid", { field: "leaving" }, "leaving");
  if (asked.length === 0) return ok([]);
  const rows = await tx.execute<{ line: number; deputy_id: number | null; count: number }>(sql`
    select l.line, min(d.deputy_id) as deputy_id, count(d.deputy_id)::int as count
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as l(line int, text text)
      left join (
        select deputies.deputy_id, deputies.name, deputies.card_no, deputies.phone, concat(c.name, ' ', t.name) as place
        from deputies join counties c using (county_code) left join townships t using (township_code)
        where deputies.state = 'active' and ${deputyScope(ctx.actor)}) d
      on d.card_no = l.text or d.phone = l.text or d.name = l.text
        or (d.name = split_part(l.text, ' ', 1) and split_part(l.text, ' ', 2) <> '' and position(split_part(l.text, ' ', 2) in d.place) > 0)
    group by l.line order by l.line`);
  const ids = new Set<number>();
  for (const row of rows) {
    const { text: said = "" } = asked.find((one) => one.line === row.line) ?? {};
    if (row.deputy_id === null) return refuse("plan.line_unknown", { line: row.line, text: said }, "leaving");
    if (row.count > 1)
      return refuse("plan.line_ambiguous", { line: row.line, text: said, count: row.count }, "leaving");
    ids.add(row.deputy_id);
  }
  return ok([...ids]);
}
