import type { IssueCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";

export type LedgerFirm = {
  firmId: number;
  uscc: string;
  name: string;
  formerNames: string[];
  countyCode: string | null;
};

/** The firms of the register by every code and name a ledger may use. */
export type FirmIndex = {
  byUscc: Map<string, LedgerFirm>;
  byOrgCode: Map<string, LedgerFirm[]>;
  byName: Map<string, LedgerFirm[]>;
};

/** Items by a key that several may share. */
export function listsBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const list = lists.get(keyOf(item));
    if (list) list.push(item);
    else lists.set(keyOf(item), [item]);
  }
  return lists;
}

/** Characters 9 to 17 of a USCC are the organisation code 组织机构代码. Source: GB 32100-2015. */
const orgCodeOf = (uscc: string) => uscc.slice(8, 17);

export function indexFirms(firms: readonly LedgerFirm[]): FirmIndex {
  const byName = new Map<string, LedgerFirm[]>();
  for (const firm of firms)
    for (const name of new Set([firm.name, ...firm.formerNames].map(compareKey)))
      byName.set(name, [...(byName.get(name) ?? []), firm]);
  return {
    byUscc: new Map(firms.map((firm) => [firm.uscc, firm])),
    byOrgCode: listsBy(firms, (firm) => orgCodeOf(firm.uscc)),
    byName,
  };
}

/**
 * The firm a row means: by USCC or organisation code, and then the name must not be another firm's; else by its exact name, also a former
 * one, when only one firm has it. Older registration numbers are not in the register: such a row is found by its name.
 */
export function findLedgerFirm(
  row: Pick<IssueCandidate, "firmName" | "firmUscc" | "firmOrgCode" | "firmOtherCode">,
  index: FirmIndex,
): LedgerFirm | ImportNote {
  const named = row.firmName === "" ? [] : (index.byName.get(compareKey(row.firmName)) ?? []);
  const code = row.firmUscc ?? row.firmOrgCode;
  if (code !== null) {
    const coded =
      row.firmUscc === null
        ? (index.byOrgCode.get(code) ?? [])
        : [index.byUscc.get(code)].filter((firm) => firm !== undefined);
    if (coded.length > 1) return note("import.firm_code_ambiguous", { value: code, count: coded.length });
    const [firm] = coded;
    if (firm === undefined) return note("import.firm_code_unknown", { value: code });
    const agrees = row.firmName === "" || named.includes(firm);
    return agrees ? firm : note("import.pair_name_differs", { name: row.firmName, registered: firm.name });
  }
  if (named.length > 1) return note("import.firm_ambiguous", { name: row.firmName, count: named.length });
  return named[0] ?? note("import.firm_unknown", { name: row.firmName || (row.firmOtherCode ?? "") });
}
