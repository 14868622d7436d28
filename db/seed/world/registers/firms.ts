import type { FirmSize } from "#app/domain/access/roles.ts";
import { dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { checkCharacter } from "#app/domain/uscc/check.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { firms, representatives } from "#db/schema/firms.ts";
import { COUNTIES, TOWNSHIPS, type TownshipRow } from "#db/seed/reference/divisions.ts";
import type { Draft } from "../draft.ts";
import {
  CAPITAL_BANDS,
  FORMS,
  PARKS,
  ROADS,
  TRADE_NAMES,
  TRADES,
  tradeName,
  VILLAGES,
} from "../lexicon/firms.ts";
import { personName, phoneNumber } from "../lexicon/people.ts";
import type { Random } from "../random.ts";
import type { RowOf } from "../rows.ts";
import { split } from "../shape.ts";
import { townshipWeights } from "./stations.ts";

export type FirmRow = RowOf<typeof firms> & { firmId: number; joinedOn: string | null };
export type RepresentativeRow = RowOf<typeof representatives>;

export type Firms = { rows: FirmRow[]; representatives: RepresentativeRow[] };

/** Share of the programme's firms that were in it from the first day; the others joined since. */
const FOUNDING = 0.86;

/** Makes the firms of the programme in their townships, then registered ones outside it, a third of these without a place. */
export function makeFirms(draft: Draft): Firms {
  const random = draft.random.fork("firms");
  const nameOffset = random.int(0, TRADE_NAMES - 1);
  const rows: FirmRow[] = [];
  const representativeRows: RepresentativeRow[] = [];
  const parts = split(draft.shape.firms, townshipWeights());
  const add = (township: TownshipRow | null, inProgramme: boolean) => {
    const firm = makeFirm(draft, random, rows.length + 1, nameOffset, township, inProgramme);
    rows.push(firm);
    if (inProgramme)
      representativeRows.push(makeRepresentative(draft, random, firm, representativeRows.length + 1));
  };
  TOWNSHIPS.forEach((township, index) => {
    for (let i = 0; i < (parts[index] ?? 0); i++) add(township, true);
  });
  for (let i = 0; i < draft.shape.otherFirms; i++) {
    add(random.chance(0.34) ? null : random.pick(TOWNSHIPS), false);
  }
  return { rows, representatives: representativeRows };
}

function makeFirm(
  draft: Draft,
  random: Random,
  firmId: number,
  nameOffset: number,
  township: TownshipRow | null,
  inProgramme: boolean,
): FirmRow {
  const trade = random.weighted(TRADES.map((one) => [one, one.weight] as const));
  const form = random.weighted(
    FORMS.map(
      (one) => [one, one.coop === true && trade.sector !== "A" ? one.weight / 4 : one.weight] as const,
    ),
  );
  const county = COUNTIES.find((row) => row.countyCode === township?.countyCode);
  const where =
    county === undefined || random.chance(0.4) ? "宜昌" : random.chance(0.5) ? county.name : county.shortName;
  const tail = form.tail === "有限公司分公司" ? `有限公司${county?.shortName ?? "宜昌"}分公司` : form.tail;
  const name = where + tradeName(nameOffset + firmId) + random.pick(trade.words) + tail;
  const established = establishedOn(draft, random);
  const capital = form.kind === "分支机构" || random.chance(0.08) ? null : capitalWan(random);
  const uscc = usccOf(form.authority, county?.countyCode, established, firmId);
  const closed = !inProgramme && random.chance(0.12);
  return {
    firmId,
    uscc,
    name,
    searchText: searchTextOf([name], [uscc]),
    entityKind: form.kind,
    sectorCode: random.chance(0.98) ? trade.sector : null,
    sizeClass: capital === null ? "micro" : sizeOf(capital),
    registeredCapitalWan: capital === null ? null : String(capital),
    capitalCurrency: capital === null ? null : "CNY",
    establishedOn: established,
    establishedPrecision: "day",
    address: addressOf(random, county?.name, township),
    businessScope: `${random.pick(trade.scopes)}；${random.pick(trade.scopes)}。`,
    countyCode:
      township === null
        ? random.chance(0.3)
          ? random.pick(COUNTIES).countyCode
          : null
        : township.countyCode,
    townshipCode: township?.townshipCode ?? null,
    state: closed ? "closed" : "active",
    inProgramme,
    joinedOn: inProgramme ? joinedOn(draft, random) : null,
    optedOutAt: null,
    createdAt: draft.times.createdAt,
  };
}

function joinedOn(draft: Draft, random: Random): string {
  const began = dayNumber(draft.times.began);
  const today = dayNumber(draft.times.today);
  return random.chance(FOUNDING) ? draft.times.began : isoDay(random.int(began + 20, today - 4));
}

function makeRepresentative(draft: Draft, random: Random, firm: FirmRow, id: number): RepresentativeRow {
  return {
    representativeId: id,
    firmId: firm.firmId,
    name: personName(random),
    phone: phoneNumber(1_000_000 + id),
    title: random.pick(["总经理", "办公室主任", "财务负责人", "负责人", "行政主管"]),
    startedOn: firm.joinedOn ?? draft.times.began,
  };
}

/** A code with the right check character: authority, division of the county, nine characters of our own, check. */
function usccOf(
  authority: string,
  countyCode: string | undefined,
  established: string,
  firmId: number,
): string {
  const division = countyCode === undefined || countyCode === "GXQ" ? "420500" : countyCode;
  const own =
    established >= "2015-10-01"
      ? `MA4T${String(firmId).padStart(5, "0")}`
      : `7D0${String(firmId).padStart(6, "0")}`;
  const body = authority + division + own;
  return body + (checkCharacter(body) ?? "");
}

function establishedOn(draft: Draft, random: Random): string {
  const last = dayNumber(draft.times.began) - 30;
  const years = random.chance(0.7) ? random.next() * 14 : random.next() * 30;
  return isoDay(last - Math.floor(years * 365.25));
}

function capitalWan(random: Random): number {
  const [from, to] = random.weighted(CAPITAL_BANDS.map((band) => [band, band[2]] as const));
  const raw = from + random.next() * (to - from);
  const step = raw >= 1_000 ? 100 : raw >= 100 ? 10 : raw >= 20 ? 5 : 1;
  return Math.max(1, Math.floor(raw / step) * step);
}

function sizeOf(wan: number): FirmSize {
  if (wan < 100) return "micro";
  if (wan < 1_000) return "small";
  return wan < 10_000 ? "medium" : "large";
}

function addressOf(random: Random, county: string | undefined, township: TownshipRow | null): string {
  if (township === null)
    return random.chance(0.6) ? `湖北省宜昌市${random.pick(ROADS)}${random.int(1, 300)}号` : "宜昌市";
  const base = `${county ?? ""}${township.name}`;
  if (random.chance(0.12)) return `${base}${random.pick(PARKS)}${random.int(1, 30)}号厂房`;
  if (township.kind !== "street" && random.chance(0.5))
    return `${base}${random.pick(VILLAGES)}${random.int(1, 9)}组`;
  return `${base}${random.pick(ROADS)}${random.int(1, 300)}号`;
}
