import type { Locale } from "./locale.ts";
import type { Translator } from "./translator.ts";

const ZH_WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"] as const;
const EN_WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const EN_MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;

/** China has kept one clock, UTC+8 without summer time, since 1991. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The civil day in Shanghai at an instant, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

type Civil = { year: number; month: number; day: number; weekday: number };

function civilOfDay(day: string): Civil {
  return civilOf(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

const shifted = (instant: string | Date) => new Date(new Date(instant).getTime() + SHANGHAI_OFFSET_MS);

function civilOf(shanghai: Date): Civil {
  if (Number.isNaN(shanghai.getTime())) throw new Error("not a date");
  return {
    year: shanghai.getUTCFullYear(),
    month: shanghai.getUTCMonth() + 1,
    day: shanghai.getUTCDate(),
    weekday: shanghai.getUTCDay(),
  };
}

function timeOf(shanghai: Date): string {
  const two = (figure: number) => String(figure).padStart(2, "0");
  return `${two(shanghai.getUTCHours())}:${two(shanghai.getUTCMinutes())}`;
}

function writeDay(locale: Locale, civil: Civil, thisYear: number | null): string {
  const withYear = civil.year !== thisYear;
  if (locale === "zh-CN") {
    const day = `${civil.month}月${civil.day}日 ${ZH_WEEKDAYS[civil.weekday]}`;
    return withYear ? `${civil.year}年${day}` : day;
  }
  const day = `${EN_WEEKDAYS[civil.weekday]} ${civil.day} ${EN_MONTHS[civil.month - 1]}`;
  return withYear ? `${day} ${civil.year}` : day;
}

/** What a deadline looks like from today; made by the domain from the calendar, worded here. */
export type DueFacts = {
  /** Whole working days left; 0 = due today; negative = overdue by so many. */
  workingDaysLeft: number;
  /** Civil day the clock ends on, `YYYY-MM-DD`. */
  dueOn: string;
  /** The calendar of that year is not announced yet: the day may move. */
  provisional?: boolean;
};

/** Dates and numbers of one language; a year is written only where it is not `today`'s. */
export type Format = {
  /** `2026-11-27` → 11月27日 周五 · Fri 27 Nov */
  formatDay(day: string): string;
  /** an instant → 11月27日 周五 14:05, in Shanghai time */
  formatInstant(instant: string | Date): string;
  /** `2026-11-27` → 2026年11月27日 · 27 Nov 2026, for papers */
  formatFullDay(day: string): string;
  /** an instant → 14:05, in Shanghai time */
  formatTime(instant: string | Date): string;
  /** 29000 → 29,000, and −3 with the sign of figures */
  formatNumber(value: number, digits?: number): string;
  /** a count that may be a lower bound → 29,000 or 29,000+ */
  formatCount(count: number, atLeast?: boolean): string;
  /** 3112 of 3456 → 90.05%, and – where there is nothing to divide by */
  formatShare(part: number, whole: number): string;
  /** 还剩 3 个工作日（11月27日 周五） */
  dueInWords(due: DueFacts): string;
};

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Making a number format costs as much as writing a thousand numbers with it. */
function numberFormat(locale: Locale, digits: number): Intl.NumberFormat {
  const key = `${locale}/${digits}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  numberFormats.set(key, made);
  return made;
}

/** `today` is a civil day, given by the server so that both renderings agree. */
export function makeFormat(t: Translator, today: string | null): Format {
  const thisYear = today === null ? null : Number(today.slice(0, 4));
  const { locale } = t;
  const formatDay = (day: string) => writeDay(locale, civilOfDay(day), thisYear);
  const formatNumber = (value: number, digits = 0) =>
    // The true minus sign is as wide as a figure, so columns stay in line.
    numberFormat(locale, digits).format(value).replace("-", "−");
  return {
    formatDay,
    formatInstant: (instant) => {
      const shanghai = shifted(instant);
      return `${writeDay(locale, civilOf(shanghai), thisYear)} ${timeOf(shanghai)}`;
    },
    formatFullDay: (day) => {
      const { year, month, day: date } = civilOfDay(day);
      return locale === "zh-CN" ? `${year}年${month}月${date}日` : `${date} ${EN_MONTHS[month - 1]} ${year}`;
    },
    formatTime: (instant) => timeOf(shifted(instant)),
    formatNumber,
    formatCount: (count, atLeast = false) => formatNumber(count) + (atLeast ? "+" : ""),
    formatShare: (part, whole) => (whole === 0 ? "–" : `${formatNumber((part / whole) * 100, 2)}%`),
    dueInWords: ({ workingDaysLeft, dueOn, provisional = false }) => {
      const day = provisional ? t("time.provisional", { day: formatDay(dueOn) }) : formatDay(dueOn);
      if (workingDaysLeft > 0) return t("time.left", { count: workingDaysLeft, day });
      if (workingDaysLeft === 0) return t("time.today", { day });
      return t("time.overdue", { count: -workingDaysLeft, day });
    },
  };
}
