import { sql } from "drizzle-orm";
import type { DeputyLookup, RegisteredDeputy } from "#app/domain/register/compare/deputy.ts";
import type { ImportRow, VisitCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { type JudgedRow, leftAlone, type VisitWrite } from "#app/features/imports/judged-row.ts";
import type { Tx } from "#db/client.ts";
import { knownDeputies } from "./known-deputies.server.ts";
import {
  type FirmIndex,
  findLedgerFirm,
  indexFirms,
  type LedgerFirm,
  listsBy,
} from "./ledger-firms.server.ts";
import { type ImportScope, overruled } from "./match-firms.server.ts";

type Row = ImportRow<VisitCandidate>;
type Known = { contactNo: number; firmId: number; deputyId: number; happenedOn: string };
type Register = { firms: FirmIndex; deputies: DeputyLookup; known: Map<string, Known[]> };

/**
 * Judges the rows of a ledger of past visits against firms, deputies and the visits that are there: each is found for sure or waits for a
 * person. A visit of the same firm by the same deputy on the same day is left alone.
 */
export async function matchVisits(
  tx: Tx,
  rows: readonly Row[],
  scope: ImportScope,
  today: string,
): Promise<JudgedRow[]> {
  const firms = await tx.execute<LedgerFirm>(sql`
    select firm_id as "firmId", uscc, name, former_names as "formerNames", county_code as "countyCode" from firms`);
  const days = rows.flatMap(({ candidate }) => candidate?.happened?.on ?? []).sort();
  const known = await tx.execute<Known>(sql`
    select c.contact_no as "contactNo", f.firm_id as "firmId", d.deputy_id as "deputyId", c.happened_on::text as "happenedOn"
    from contacts c join contact_firms f using (contact_id) join contact_deputies d using (contact_id)
    where c.withdrawn_at is null and c.happened_on between ${days[0] ?? today} and ${days.at(-1) ?? today}`);
  const register = {
    firms: indexFirms([...firms]),
    deputies: await knownDeputies(tx),
    known: listsBy(known, (one) => keyOf(one.firmId, one.happenedOn)),
  };
  return rows.map((row) => judgeRow(row, register, scope, today));
}

const keyOf = (firmId: number, day: string) => `${firmId} ${day}`;

function judgeRow(row: Row, register: Register, scope: ImportScope, today: string): JudgedRow {
  const { candidate } = row;
  if (row.outcome !== "import" || candidate === undefined || candidate.happened === null)
    return leftAlone(row);
  const review = (reason: ImportNote) => leftAlone(overruled(row, "review", reason));
  const happenedOn = candidate.happened.on;
  if (happenedOn > today)
    return leftAlone(overruled(row, "reject", note("import.visit_date_future", { value: happenedOn })));
  const firms: LedgerFirm[] = [];
  for (const named of candidate.firms) {
    const found = findLedgerFirm(
      { firmName: named.name, firmUscc: named.uscc, firmOrgCode: named.orgCode, firmOtherCode: null },
      register.firms,
    );
    if ("code" in found) return review(found);
    if (!firms.includes(found)) firms.push(found);
  }
  const outside = firms.find((firm) => scope.countyCode !== null && firm.countyCode !== scope.countyCode);
  if (outside)
    return leftAlone(
      overruled(row, "reject", note("import.other_county", { value: outside.countyCode ?? "" })),
    );
  const county = candidate.countyCode ?? firms[0]?.countyCode ?? scope.countyCode;
  const deputies = findDeputies(candidate, county, register.deputies);
  if ("code" in deputies) return review(deputies);
  const deputyIds = deputies.map((one) => one.deputyId);
  const before = firms
    .flatMap((firm) => register.known.get(keyOf(firm.firmId, happenedOn)) ?? [])
    .find((one) => deputyIds.includes(one.deputyId));
  if (before !== undefined) {
    const known = note("import.visit_known", { number: before.contactNo });
    return { ...leftAlone({ ...row, ...known }), change: "unchanged", targetId: before.contactNo };
  }
  const { place, peopleMet, words } = candidate;
  const write: VisitWrite = {
    firmIds: firms.map((firm) => firm.firmId),
    deputyIds,
    happenedOn,
    kind: candidate.kind ?? "visit",
    outcome: candidate.outcome ?? "met",
    place,
    peopleMet,
    words,
  };
  return { ...row, change: "added", targetId: null, write, before: null };
}

/** The deputies a row means: by card number or phone, whose name must then agree; else by a name that one deputy of the county has. */
function findDeputies(
  visit: VisitCandidate,
  county: string | null,
  lookup: DeputyLookup,
): RegisteredDeputy[] | ImportNote {
  const { deputyCardNo, deputyPhone } = visit;
  const coded =
    (deputyCardNo === null ? undefined : lookup.byCard(deputyCardNo)) ??
    (deputyPhone === null ? undefined : lookup.byPhone(deputyPhone));
  const [only = ""] = visit.deputies;
  if (coded !== undefined && visit.deputies.length < 2) {
    const agrees = only === "" || lookup.byName(only).includes(coded);
    return agrees ? [coded] : note("import.phone_of_other", { name: coded.name });
  }
  if (visit.deputies.length === 0)
    return note("import.deputy_unknown", { name: deputyCardNo ?? deputyPhone ?? "" });
  const found: RegisteredDeputy[] = [];
  for (const name of visit.deputies) {
    const named = lookup.byName(name);
    const near = named.filter((one) => one.countyCode === county || one.countyCode === null);
    const [one, second] = near.length > 0 ? near : named.length === 1 && county === null ? named : [];
    if (one === undefined) return note("import.deputy_unknown", { name });
    if (second !== undefined) return note("import.namesake_in_register", { name, count: near.length });
    if (!found.includes(one)) found.push(one);
  }
  return found;
}
