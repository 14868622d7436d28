import { sql } from "drizzle-orm";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { JudgedRow } from "#app/features/imports/judged-row.ts";
import type { Tx } from "#db/client.ts";
import type { ImportScope } from "./match-firms.server.ts";

/** An earlier list is taken for a former edition of this one when at least this share of its records is in the new file. */
const SAME_LIST_SHARE = 0.2;
/** Former imports that are looked at. */
const LOOKED_BACK = 10;

/**
 * Records of the former edition of the same list that are absent from the new file: they are listed, never deleted. The
 * former edition is the latest committed import of this kind and scope that shares enough records; a list of other
 * records misses nothing.
 */
export async function findMissing(
  tx: Tx,
  kind: ImportKind,
  importId: number,
  scope: ImportScope,
  rows: readonly JudgedRow[],
): Promise<number[]> {
  if (kind !== "firms" && kind !== "deputies") return [];
  const present = new Set(rows.flatMap((row) => (row.targetId === null ? [] : [row.targetId])));
  if (present.size === 0) return [];
  const earlier = await tx.execute<{ importId: number }>(sql`
    select import_id as "importId" from imports
    where kind = ${kind} and state = 'committed' and import_id <> ${importId}
      and county_code is not distinct from ${scope.countyCode}::text
    order by import_id desc limit ${LOOKED_BACK}`);
  for (const former of earlier) {
    const listed = await listedIn(tx, kind, former.importId);
    const shared = listed.filter((id) => present.has(id)).length;
    if (listed.length > 0 && shared >= listed.length * SAME_LIST_SHARE)
      return listed.filter((id) => !present.has(id));
  }
  return [];
}

async function listedIn(tx: Tx, kind: "firms" | "deputies", importId: number): Promise<number[]> {
  const rows =
    kind === "firms"
      ? await tx.execute<{ id: number }>(sql`
          select distinct firm_id as id from import_rows join firms on firm_id = target_id
          where import_rows.import_id = ${importId} and change is not null and state = 'active' order by 1`)
      : await tx.execute<{ id: number }>(sql`
          select distinct deputy_id as id from import_rows join deputies on deputy_id = target_id
          where import_rows.import_id = ${importId} and change is not null and state = 'active' order by 1`);
  return rows.map((row) => row.id);
}
