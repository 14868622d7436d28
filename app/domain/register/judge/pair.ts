import { compareKey } from "#app/domain/register/values/text.ts";
import type { ImportRow, PairCandidate } from "./candidates.ts";
import { type ImportNote, note } from "./reasons.ts";

/** A firm of the register as far as a pair needs it. */
export type KnownFirm = { uscc: string; name: string; countyCode: string | null };

/** Finds firms of the register by USCC, by exact name (`compareKey` of the name) and by part of the name; the last only suggests. */
export type FirmLookup = {
  byUscc(uscc: string): KnownFirm | null;
  byName(name: string): readonly KnownFirm[];
  byShortName(name: string, countyCode: string | null): readonly KnownFirm[];
};

/** What the register says of one item of a list of pairs; `firm` is set only where the link is sure. */
export type PairJudgement = Pick<ImportRow<PairCandidate>, "outcome" | "code" | "facts"> & {
  firm: KnownFirm | null;
  suggestions: readonly KnownFirm[];
};

/**
 * Decides whether a pair's firm is a firm of the register: by its USCC when the name agrees, else by its exact name when
 * only one firm has it. Short names, names of several firms and a code whose firm has another name are put to review with
 * suggestions; nothing is linked by likeness.
 */
export function judgePair(pair: PairCandidate, lookup: FirmLookup): PairJudgement {
  const name = pair.firmName;
  const county = pair.deputy.countyCode;
  const review = (reason: ImportNote, suggestions: readonly KnownFirm[]): PairJudgement => ({
    outcome: "review",
    ...reason,
    firm: null,
    suggestions,
  });
  const coded = pair.firmUscc === null ? null : lookup.byUscc(pair.firmUscc);
  if (coded) {
    if (name === "" || compareKey(name) === compareKey(coded.name)) return sure(pair, coded);
    return review(note("import.pair_name_differs", { name, registered: coded.name }), [coded]);
  }
  const named = name === "" ? [] : lookup.byName(name);
  const only = named.length === 1 ? named[0] : undefined;
  if (only && pair.firmUscc === null) return sure(pair, only);
  if (only)
    return review(note("import.pair_name_differs", { name: pair.firmUscc ?? name, registered: only.uscc }), [
      only,
    ]);
  if (named.length > 1) return review(note("import.firm_ambiguous", { name, count: named.length }), named);
  const likely = name === "" ? [] : lookup.byShortName(name, county);
  if (likely.length === 0)
    return review(note("import.firm_unknown", { name: name || (pair.firmUscc ?? "") }), []);
  const suggestions = likely.map((firm) => firm.name).join("、");
  return review(note("import.short_name", { name, suggestions }), likely);
}

function sure(pair: PairCandidate, firm: KnownFirm): PairJudgement {
  const reason = pair.ended ? note("import.pair_ended", {}) : { code: null, facts: {} };
  return { outcome: "import", ...reason, firm, suggestions: [] };
}

/** Applies the register's word to a row that the file alone would import; other rows stay as they are. */
export function withRegister(
  row: ImportRow<PairCandidate>,
  lookup: FirmLookup,
): { row: ImportRow<PairCandidate>; firm: KnownFirm | null; suggestions: readonly KnownFirm[] } {
  if (row.outcome !== "import" || row.candidate === undefined) return { row, firm: null, suggestions: [] };
  const { firm, suggestions, ...judgement } = judgePair(row.candidate, lookup);
  const former =
    row.code === null || row.code === judgement.code
      ? []
      : [{ code: row.code, facts: row.facts } as ImportNote];
  const code = judgement.code === null ? { code: row.code, facts: row.facts } : judgement;
  const notes = judgement.code === null ? row.notes : [...former, ...row.notes];
  return { row: { ...row, ...code, outcome: judgement.outcome, notes }, firm, suggestions };
}

/** At most this many firms are suggested for one short name. */
export const MOST_SUGGESTIONS = 5;

/** A lookup over a list held in memory, for tests, dry runs without a database and small registers. */
export function lookupOver(firms: readonly KnownFirm[]): FirmLookup {
  const byUscc = new Map(firms.map((firm) => [firm.uscc, firm]));
  const byName = new Map<string, KnownFirm[]>();
  for (const firm of firms) {
    const key = compareKey(firm.name);
    byName.set(key, [...(byName.get(key) ?? []), firm]);
  }
  const keyed = firms.map((firm) => ({ firm, key: compareKey(firm.name) }));
  return {
    byUscc: (uscc) => byUscc.get(uscc) ?? null,
    byName: (name) => byName.get(compareKey(name)) ?? [],
    byShortName(name, countyCode) {
      const part = compareKey(name);
      if (part.length < 2) return [];
      const found = keyed.filter((entry) => entry.key.includes(part)).map((entry) => entry.firm);
      const near = (firm: KnownFirm) => (firm.countyCode !== null && firm.countyCode === countyCode ? 0 : 1);
      return found
        .sort((a, b) => near(a) - near(b) || a.name.length - b.name.length)
        .slice(0, MOST_SUGGESTIONS);
    },
  };
}
