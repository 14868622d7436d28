import { outbox as en } from "#app/i18n/en/outbox.ts";
import { outbox as zhCN } from "#app/i18n/zh-CN/outbox.ts";

/** The outbox brings its own words in both languages: it works where no page can be fetched. */
const WORDS: Record<string, Record<string, string>> = { en, "zh-CN": zhCN };

/** A sentence of the page's language, its gaps filled. */
export function say(key: keyof typeof zhCN, gaps: Record<string, string | number> = {}): string {
  const text = (WORDS[document.documentElement.lang] ?? zhCN)[key] ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}

/** The office's clock, whatever the phone's: the pages from the server show no other. */
const timeZone = "Asia/Shanghai";

/** The hour of something that happened today, else the day as well. */
export function when(at: number): string {
  const day = (of: number) => new Date(of).toLocaleDateString("en", { timeZone });
  const today = day(at) === day(Date.now());
  const time = { timeZone, hour: "2-digit", minute: "2-digit" } as const;
  const shape = today ? time : ({ ...time, month: "numeric", day: "numeric" } as const);
  return new Intl.DateTimeFormat(document.documentElement.lang, shape).format(at);
}
