import type { Cell } from "#app/domain/register/sheet/cell.ts";
import { textOf } from "#app/domain/register/sheet/cell.ts";
import { readChineseNumber } from "./numerals.ts";
import { narrow } from "./text.ts";

/** A date known to the day, the month or the year; what is not known stands as 01 and is not to be shown. */
export type DatedValue = { on: string; precision: "day" | "month" | "year" };

/** A read date, an empty cell (value null), or a cell that says no date anyone could be sure of. */
export type DateReading = { value: DatedValue | null; doubt: null | "unreadable" | "ambiguous" };

/** Years outside this range are taken for misreadings, not for dates. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

/** Serial day numbers of spreadsheets that are taken as dates: 1927-05-18 to 2099-12-31. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 73_050;

const NONE: DateReading = { value: null, doubt: null };
const UNREADABLE: DateReading = { value: null, doubt: "unreadable" };
const AMBIGUOUS: DateReading = { value: null, doubt: "ambiguous" };

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a date in any notation the offices use: date cells, serial numbers (also as text), 20120824, 201208, 2012-8-24,
 * 2012.8.24, 2012/8/24, 2012年8月24日, 二〇一二年八月, with or without time. Year and month alone keep that precision.
 * Two-digit years, 3/4/2012 and decimals such as 2012.1 have several readings: ambiguous, never decided here.
 */
export function readDate(cell: Cell | undefined): DateReading {
  if (cell === null || cell === undefined || typeof cell === "boolean") return NONE;
  if (typeof cell === "object") return "date" in cell ? readDateText(cell.date) : UNREADABLE;
  if (typeof cell === "number") return readDateNumber(cell);
  return readDateText(textOf(cell));
}

function readDateNumber(value: number): DateReading {
  if (value === 0) return NONE;
  if (Number.isInteger(value)) return readDigits(String(value));
  if (value >= FIRST_SERIAL && value <= LAST_SERIAL + 1) return readDigits(String(Math.floor(value)));
  return value >= FIRST_YEAR && value <= LAST_YEAR + 1 ? AMBIGUOUS : UNREADABLE;
}

function readDigits(digits: string): DateReading {
  const number = Number(digits);
  if (digits.length === 8) return day(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8));
  if (digits.length === 6) return month(digits.slice(0, 4), digits.slice(4, 6));
  if (digits.length === 4) return year(digits);
  if (digits.length === 5 && number >= FIRST_SERIAL && number <= LAST_SERIAL) return serial(number);
  return UNREADABLE;
}

function serial(days: number): DateReading {
  const on = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return { value: { on, precision: "day" }, doubt: null };
}

function readDateText(text: string): DateReading {
  const plain = narrow(text)
    .replace(/[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/, "")
    .replace(/\s+/g, "")
    .replace(/[．。]/g, ".");
  if (plain === "" || /^(?:-+|\/+|无|暂无|不详|未知|长期|至今)$/.test(plain)) return NONE;
  if (/^\d+$/.test(plain)) return readDigits(plain);
  if (/^\d{5}\.\d+$/.test(plain)) return readDateNumber(Number(plain));
  const numeric = plain.match(/^(\d{4})[-./年—–](\d{1,2})(?:[-./月—–](\d{1,2})?[日号]?)?$/);
  if (numeric) return parts(numeric[1], numeric[2], numeric[3]);
  const yearOnly = plain.match(/^(\d{4})年$/);
  if (yearOnly) return year(yearOnly[1] ?? "");
  return readWordyDate(plain);
}

function readWordyDate(plain: string): DateReading {
  const chinese = plain.match(
    /^([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?$/,
  );
  if (chinese) {
    const [, y, m, d] = chinese.map((part) => (part ? String(readChineseNumber(part) ?? "") : undefined));
    return m === undefined ? year(y ?? "") : parts(y, m, d);
  }
  const english = plain.match(/^(\d{1,2})[-./ ]?([A-Za-z]{3})[a-z]*[-./,]?(\d{4})$/);
  if (english) {
    const index = MONTHS.indexOf((english[2] ?? "").toLowerCase());
    return index < 0 ? UNREADABLE : day(english[3] ?? "", String(index + 1), english[1] ?? "");
  }
  const yearLast = plain.match(/^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/);
  if (yearLast) return readYearLast(yearLast[1] ?? "", yearLast[2] ?? "", yearLast[3] ?? "");
  return /^\d{2}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?$/.test(plain) ? AMBIGUOUS : UNREADABLE;
}

function readYearLast(first: string, second: string, y: string): DateReading {
  if (Number(first) > 12) return day(y, second, first);
  if (Number(second) > 12 || first === second) return day(y, first, second);
  return AMBIGUOUS;
}

function parts(y = "", m = "", d: string | undefined): DateReading {
  return d === undefined || d === "" ? month(y, m) : day(y, m, d);
}

function year(y: string): DateReading {
  const number = Number(y);
  if (number < FIRST_YEAR || number > LAST_YEAR) return UNREADABLE;
  return { value: { on: `${y}-01-01`, precision: "year" }, doubt: null };
}

function month(y: string, m: string): DateReading {
  const reading = day(y, m, "1");
  return reading.value ? { value: { on: reading.value.on, precision: "month" }, doubt: null } : UNREADABLE;
}

function day(y: string, m: string, d: string): DateReading {
  const number = Number(y);
  if (number < FIRST_YEAR || number > LAST_YEAR) return UNREADABLE;
  const on = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const time = Date.parse(`${on}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== on) return UNREADABLE;
  return { value: { on, precision: "day" }, doubt: null };
}
