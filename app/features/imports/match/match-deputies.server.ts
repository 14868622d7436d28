import { sql } from "drizzle-orm";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import {
  highestLevel,
  type MandateStep,
  mandateStep,
  matchDeputy,
  type RegisteredDeputy,
} from "#app/domain/register/compare/deputy.ts";
import type { DeputyCandidate, ImportRow } from "#app/domain/register/judge/candidates.ts";
import { note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import { type DeputyEntry, type JudgedRow, leftAlone } from "#app/features/imports/judged-row.ts";
import type { Tx } from "#db/client.ts";
import { knownDeputies } from "./known-deputies.server.ts";
import { type ImportScope, overruled } from "./match-firms.server.ts";

type Row = ImportRow<DeputyCandidate>;

/** Judges the rows of a list of deputies against the register: whom each means, and what becomes of person and mandate. */
export async function matchDeputies(
  tx: Tx,
  rows: readonly Row[],
  scope: ImportScope,
  today: string,
): Promise<JudgedRow[]> {
  const lookup = await knownDeputies(tx);
  const stations = await stationsByName(tx);
  const fresh = new Map<string, string>();
  return rows.map((row) => {
    const { candidate } = row;
    if (row.outcome !== "import" || candidate === undefined) return leftAlone(row);
    const countyCode = candidate.countyCode ?? scope.countyCode;
    if (scope.countyCode !== null && countyCode !== scope.countyCode)
      return leftAlone(overruled(row, "reject", note("import.other_county", { value: countyCode ?? "" })));
    const told = { ...candidate, countyCode };
    const match = matchDeputy(told, lookup);
    if (match.kind === "review") return leftAlone(overruled(row, "review", match.reason));
    const stationId = candidate.station ? (stations.get(compareKey(candidate.station)) ?? null) : null;
    if (match.kind === "known") return updateOf(row, told, match.deputy, stationId, today);
    const step = mandateStep([], told, today);
    if (step.add === null) {
      const skipped = { ...row, outcome: "skip" as const, ...note("import.mandate_of_nobody", {}) };
      return leftAlone(skipped);
    }
    const person = personOf(told, row, fresh);
    const entry = entryOf(told, stationId);
    return {
      ...row,
      change: person.first ? ("added" as const) : ("updated" as const),
      targetId: null,
      write: { person: person.key, entry, level: entry.level, mandate: step },
      before: null,
    };
  });
}

/** What a row writes of somebody new; level and county are there, the judge of the file saw to it. */
export function entryOf(row: DeputyCandidate, stationId: number | null): DeputyEntry {
  return {
    name: row.name,
    phone: row.phone,
    cardNo: row.cardNo,
    level: row.level as DeputyLevel,
    countyCode: row.countyCode as string,
    townshipCode: row.townshipCode,
    stationId,
    sectorCode: row.sectorCode,
    employerName: row.employerName,
    employerUscc: row.employerUscc,
    state: "active",
  };
}

/** One key for all rows of a file that mean the same new person: by phone, by card, else the row's own. */
function personOf(row: DeputyCandidate, { sheet, row: number }: Row, fresh: Map<string, string>) {
  const name = compareKey(row.name);
  const keys = [row.phone && `phone ${row.phone} ${name}`, row.cardNo && `card ${row.cardNo} ${name}`].filter(
    (key): key is string => Boolean(key),
  );
  const known = keys.map((key) => fresh.get(key)).find((key) => key !== undefined);
  const key = known ?? `${sheet}!${number}`;
  for (const one of keys) if (!fresh.has(one)) fresh.set(one, key);
  return { key, first: known === undefined };
}

function updateOf(
  row: Row,
  told: DeputyCandidate,
  found: RegisteredDeputy,
  stationId: number | null,
  today: string,
): JudgedRow {
  const mandate = mandateStep(found.mandates, told, today);
  const running = levelsAfter(found, mandate, told.level, today);
  const level = highestLevel(running) ?? found.level;
  const entry: DeputyEntry = {
    name: found.name,
    phone: told.phone ?? found.phone,
    cardNo: told.cardNo ?? found.cardNo,
    level,
    countyCode: found.countyCode,
    townshipCode: told.townshipCode ?? found.townshipCode,
    stationId,
    sectorCode: told.sectorCode ?? found.sectorCode,
    employerName: told.employerName ?? found.employerName,
    employerUscc: told.employerUscc ?? found.employerUscc,
    state: running.length > 0 || found.mandates.length === 0 ? "active" : "left",
  };
  const { deputyId, version, mandates: _mandates, ...before } = found;
  const fields = (Object.keys(before) as (keyof typeof before)[]).filter(
    (field) => before[field] !== entry[field],
  );
  const same = fields.length === 0 && mandate.add === null && mandate.end === null;
  return {
    ...row,
    change: same ? "unchanged" : "updated",
    targetId: deputyId,
    write: same ? null : { person: null, entry, level: told.level ?? level, mandate },
    before: same ? null : { version, entry: before, fields },
  };
}

function levelsAfter(
  found: RegisteredDeputy,
  step: MandateStep,
  level: DeputyLevel | null,
  today: string,
): DeputyLevel[] {
  const kept = found.mandates
    .filter((one) => (one.endedOn === null || one.endedOn > today) && one.mandateId !== step.end?.mandateId)
    .map((one) => one.level);
  return step.add && level ? [...kept, level] : kept;
}

async function stationsByName(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.execute<{ stationId: number; name: string }>(sql`
    select station_id as "stationId", name from stations order by station_id desc`);
  return new Map(rows.map((row) => [compareKey(row.name), row.stationId]));
}
