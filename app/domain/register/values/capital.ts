import type { FirmSize } from "#app/domain/access/roles.ts";
import type { Cell } from "#app/domain/register/sheet/cell.ts";
import { textOf } from "#app/domain/register/sheet/cell.ts";
import { readChineseNumber } from "./numerals.ts";

/** Registered capital 注册资本 in units of ten thousand 万 of `currency` (ISO 4217), six decimals at most. */
export type Capital = { wan: number; currency: string };

/** The unit a header or a title row gives to bare numbers: one, ten thousand 万, a hundred million 亿. */
export type CapitalUnit = "one" | "wan" | "yi";

/** A read capital; `doubt` says why there is none, `unitAssumed` that neither cell nor header named a unit and 万元 was taken. */
export type CapitalReading = {
  value: Capital | null;
  doubt: null | "unreadable" | "grouping" | "range";
  unitAssumed: boolean;
};

/** Currencies by the words found in registers; the longer words first, 元 alone is yuan. */
const CURRENCIES: [RegExp, string][] = [
  [/美元|美金|USD|US\$|＄|\$/, "USD"],
  [/港元|港币|HKD|HK\$/, "HKD"],
  [/日元|JPY/, "JPY"],
  [/欧元|EUR|€/, "EUR"],
  [/英镑|GBP|£/, "GBP"],
  [/新台币|台币|TWD/, "TWD"],
  [/澳元|AUD/, "AUD"],
  [/加元|CAD/, "CAD"],
  [/新加坡元|SGD/, "SGD"],
];

const FACTOR: Record<CapitalUnit, number> = { one: 1e-4, wan: 1, yi: 1e4 };

/** More than this (万) is taken for a slip of the unit: no firm has ten trillion. */
const LARGEST_WAN = 1e9;

/**
 * Reads capital in every notation of the offices: 20, "50万元", "500,000元", "1,000(万)", "1.5亿", "300万人民币元",
 * "100万美元", "叁佰万元". A number without unit takes `unit` (from the header), else 万元, and says so. Commas that do not
 * group by three ("10,0000000(万)") leave the value in doubt.
 */
export function readCapital(
  cell: Cell | undefined,
  unit: CapitalUnit | null,
  currency: string | null = null,
): CapitalReading {
  if (typeof cell === "number") return scale(cell, unit ?? "wan", currency ?? "CNY", unit === null);
  const text = textOf(cell).normalize("NFKC").toUpperCase().replace(/\s+/g, "");
  if (text === "" || /^(?:万?元|\(万?元?\)|万|-+|无|暂无|\/)(?:人民币)?$/.test(text)) return none(null);
  const named =
    CURRENCIES.find(([words]) => words.test(text))?.[1] ??
    (/元|人民币|RMB|CNY|¥|￥/.test(text) ? "CNY" : null);
  const bare = text.replace(
    /人民币|RMB|CNY|USD|US\$|HK\$|HKD|JPY|EUR|GBP|TWD|AUD|CAD|SGD|新台币|新加坡元|[美港日欧澳加台]元|美金|港币|台币|英镑|[$¥￥€£()元整圆]/g,
    "",
  );
  const match = bare.match(
    /^([\d.,]+|[〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟两]+)(万|亿|千万|百万)?$/,
  );
  if (!match) return none("unreadable");
  const digits = match[1] ?? "";
  const amount = readAmount(digits);
  if (amount === "grouping") return none("grouping");
  if (amount === null) return none("unreadable");
  const factor = { 万: 1, 百万: 100, 千万: 1000, 亿: 1e4 }[match[2] ?? ""];
  const finalCurrency = named ?? currency ?? "CNY";
  if (factor !== undefined) return scale(amount * factor, "wan", finalCurrency, false);
  if (named !== null && /元|圆/.test(text)) return scale(amount, "one", finalCurrency, false);
  return scale(amount, unit ?? "wan", finalCurrency, unit === null);
}

function readAmount(digits: string): number | "grouping" | null {
  if (!/\d/.test(digits)) return readChineseNumber(digits);
  if (digits.includes(",") && !/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits)) return "grouping";
  const amount = Number(digits.replaceAll(",", ""));
  return Number.isFinite(amount) ? amount : null;
}

function scale(amount: number, unit: CapitalUnit, currency: string, unitAssumed: boolean): CapitalReading {
  const wan = Math.round(amount * FACTOR[unit] * 1e6) / 1e6;
  if (amount === 0) return none(null);
  if (!(wan > 0) || wan > LARGEST_WAN) return none("range");
  return { value: { wan, currency }, doubt: null, unitAssumed };
}

function none(doubt: CapitalReading["doubt"]): CapitalReading {
  return { value: null, doubt, unitAssumed: false };
}

/** Upper bounds (万元, exclusive) of the size classes below the largest: 1, 10 and 100 million yuan. Source: product rules, registers. */
const SIZE_BOUNDS: [number, FirmSize][] = [
  [100, "micro"],
  [1_000, "small"],
  [10_000, "medium"],
];

/** The size class that registered capital stands for when the register names none; null without capital or in another currency, which is not converted. */
export function sizeOfCapital(capital: Capital | null): FirmSize | null {
  if (capital === null || capital.currency !== "CNY") return null;
  return SIZE_BOUNDS.find(([bound]) => capital.wan < bound)?.[1] ?? "large";
}

/** The size class named in a register (微型, 小型, 中型, 大型); other words, such as 小微, name none. */
export function readSize(text: string): FirmSize | null {
  const word = text.replace(/\s|企业|类|型/g, "");
  const sizes: Record<string, FirmSize> = { 微: "micro", 小: "small", 中: "medium", 大: "large" };
  return sizes[word] ?? null;
}
