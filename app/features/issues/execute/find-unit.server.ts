import { sql } from "drizzle-orm";
import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { UnitRef } from "#app/domain/issue/commands.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";

/** A unit an issue of the county may go to: one of the county's own, or one of the city's. Refuses the field otherwise. */
export async function findUnit(tx: Tx, departmentId: number, countyCode: string): Promise<Result<UnitRef>> {
  const [row] = await tx.execute<{ kind: DepartmentKind }>(sql`
    select kind from departments where department_id = ${departmentId} and active
      and (county_code is null or county_code = ${countyCode})`);
  if (!row) return refuse("common.invalid", { field: "departmentId" }, "departmentId");
  return ok({ departmentId, kind: row.kind });
}

/** Lead and co-handlers, each checked; the lead is not its own co-handler. */
export async function findUnits(
  tx: Tx,
  countyCode: string,
  form: { departmentId: number; coHandlers: readonly number[] },
): Promise<Result<{ unit: UnitRef; coHandlers: number[] }>> {
  const unit = await findUnit(tx, form.departmentId, countyCode);
  if (!unit.ok) return unit;
  const coHandlers: number[] = [];
  for (const id of form.coHandlers) {
    const co = await findUnit(tx, id, countyCode);
    if (!co.ok) return refuse("common.invalid", { field: "coHandlers" }, "coHandlers");
    if (id !== form.departmentId) coHandlers.push(id);
  }
  return ok({ unit: unit.value, coHandlers });
}

/** The unit named in a ruling, where one is named. */
export async function findNamedUnit(
  tx: Tx,
  departmentId: number | undefined,
  countyCode: string,
): Promise<Result<UnitRef | null>> {
  return departmentId === undefined ? ok(null) : findUnit(tx, departmentId, countyCode);
}
