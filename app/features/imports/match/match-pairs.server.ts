import { sql } from "drizzle-orm";
import { matchDeputy, type RegisteredDeputy } from "#app/domain/register/compare/deputy.ts";
import type { DeputyCandidate, ImportRow, PairCandidate } from "#app/domain/register/judge/candidates.ts";
import { type KnownFirm, lookupOver, withRegister } from "#app/domain/register/judge/pair.ts";
import { note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import { type JudgedRow, leftAlone } from "#app/features/imports/judged-row.ts";
import type { Tx } from "#db/client.ts";
import { knownDeputies } from "./known-deputies.server.ts";
import { entryOf } from "./match-deputies.server.ts";
import { type ImportScope, overruled } from "./match-firms.server.ts";

type Row = ImportRow<PairCandidate>;
type Running = { pairingId: number; firmId: number; deputyId: number; deputyName: string };
type Firm = KnownFirm & { firmId: number };

/**
 * Judges the rows of a list of today's pairs: the firm must be found for sure, the deputy is found or, where the row says
 * level and county, new. A firm that has another liaison today waits for a person; a pair of somebody who left ends.
 */
export async function matchPairs(
  tx: Tx,
  rows: readonly Row[],
  scope: ImportScope,
  today: string,
): Promise<JudgedRow[]> {
  const firms = await tx.execute<Firm>(sql`
    select firm_id as "firmId", uscc, name, county_code as "countyCode" from firms`);
  const running = await tx.execute<Running>(sql`
    select pairing_id as "pairingId", firm_id as "firmId", deputy_id as "deputyId", deputies.name as "deputyName"
    from pairings join deputies using (deputy_id) where ended_on is null`);
  const lookup = lookupOver([...firms]);
  const firmIds = new Map(firms.map((firm) => [firm.uscc, firm.firmId]));
  const pairOf = new Map(running.map((pair) => [pair.firmId, pair]));
  const deputies = await knownDeputies(tx);
  return rows.map((given) => {
    const { row, firm } = withRegister(given, lookup);
    const { candidate } = row;
    if (firm === null || candidate === undefined) return leftAlone(row);
    const county = candidate.deputy.countyCode ?? scope.countyCode;
    const outside =
      scope.countyCode !== null &&
      (county !== scope.countyCode || (firm.countyCode ?? county) !== scope.countyCode);
    if (outside)
      return leftAlone(
        overruled(row, "reject", note("import.other_county", { value: firm.countyCode ?? county ?? "" })),
      );
    const person = { ...candidate.deputy, countyCode: county };
    const match = matchDeputy(person, deputies);
    if (match.kind === "review") return leftAlone(overruled(row, "review", match.reason));
    const deputy = match.kind === "known" ? match.deputy : null;
    const firmId = firmIds.get(firm.uscc) as number;
    return judgePairing(row, candidate, { firmId, deputy, county, pair: pairOf.get(firmId) }, today);
  });
}

type Found = {
  firmId: number;
  deputy: RegisteredDeputy | null;
  county: string | null;
  pair: Running | undefined;
};

function judgePairing(row: Row, candidate: PairCandidate, found: Found, today: string): JudgedRow {
  const { firmId, deputy, pair } = found;
  const over = candidate.ended || (candidate.endedOn !== null && candidate.endedOn.on <= today);
  const same = pair !== undefined && deputy !== null && pair.deputyId === deputy.deputyId;
  const unchanged: JudgedRow = { ...leftAlone(row), change: "unchanged", targetId: pair?.pairingId ?? null };
  if (over) {
    if (!same) return unchanged;
    const write = {
      firmId,
      person: null,
      deputyId: deputy.deputyId,
      entry: null,
      startedOn: today,
      ends: pair.pairingId,
    };
    return { ...row, change: "updated", targetId: pair.pairingId, write, before: { ended: false } };
  }
  if (same) return unchanged;
  if (pair !== undefined)
    return leftAlone(
      overruled(row, "review", note("import.firm_already_paired", { deputy: pair.deputyName })),
    );
  const { name, level } = candidate.deputy;
  if (deputy === null && (level === null || found.county === null))
    return leftAlone(overruled(row, "review", note("import.deputy_incomplete", { name })));
  const told =
    candidate.started?.precision === "day" && candidate.started.on <= today ? candidate.started.on : today;
  const entry = deputy === null ? entryOf(asDeputy(candidate, found.county), null) : null;
  const { phone, cardNo, hint } = candidate.deputy;
  const person =
    deputy === null
      ? [compareKey(name), phone ?? cardNo ?? `${hint} ${found.county} ${level}`].join(" ")
      : null;
  const write = { firmId, person, deputyId: deputy?.deputyId ?? null, entry, startedOn: told, ends: null };
  return { ...row, change: "added", targetId: null, write, before: null };
}

function asDeputy({ deputy }: PairCandidate, countyCode: string | null): DeputyCandidate {
  return {
    ...deputy,
    countyCode,
    electoralUnit: null,
    sectorCode: null,
    employerName: null,
    employerUscc: null,
    station: null,
    termStarted: null,
    termEnded: null,
    change: null,
  };
}
