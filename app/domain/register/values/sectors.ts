import { compareKey } from "./text.ts";

/** A section 门类 of GB/T 4754-2017: its letter and its Chinese name. */
export type SectorReference = { code: string; name: string };

/** First two-digit division 大类 of each section. Source: GB/T 4754-2017. */
const FIRST_DIVISIONS: [number, string][] = [
  [1, "A"],
  [6, "B"],
  [13, "C"],
  [44, "D"],
  [47, "E"],
  [51, "F"],
  [54, "G"],
  [61, "H"],
  [63, "I"],
  [66, "J"],
  [70, "K"],
  [71, "L"],
  [73, "M"],
  [76, "N"],
  [80, "O"],
  [83, "P"],
  [84, "Q"],
  [86, "R"],
  [91, "S"],
  [97, "T"],
];

/** The section a cell names by letter ("C"), code ("C13", "1351") or name ("制造业", "制造"); null when it names none or more than one. */
export function readSector(text: string, sectors: readonly SectorReference[]): string | null {
  const key = compareKey(text);
  if (key === "") return null;
  const known = (code: string | undefined) => sectors.find((sector) => sector.code === code)?.code ?? null;
  const lettered = key.match(/^([A-T])(?:\d{2,4})?(?=$|[^0-9A-Z])/);
  if (lettered) return known(lettered[1]);
  const coded = key.match(/^(\d{2})\d{0,2}(?=$|[^0-9])/);
  if (coded) return known(sectionOfDivision(Number(coded[1])));
  const stem = (name: string) => compareKey(name).replace(/业$/, "");
  const exact = sectors.filter(
    (sector) => compareKey(sector.name) === key || stem(sector.name) === stem(key),
  );
  if (exact.length === 1) return exact[0]?.code ?? null;
  const part = sectors.filter((sector) =>
    sector.name.split(/[、和]/).some((word) => stem(word) === stem(key)),
  );
  return part.length === 1 ? (part[0]?.code ?? null) : null;
}

function sectionOfDivision(division: number): string | undefined {
  if (division > 97) return undefined;
  return FIRST_DIVISIONS.findLast(([first]) => division >= first)?.[1];
}
