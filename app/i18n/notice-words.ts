import { LADDERS } from "#app/domain/deadline/clocks.ts";
import type { Translator } from "./translator.ts";

/** What a notice tells: its kind, the level it speaks of, the facts of its kind. */
export type ToldNotice = { kind: string; level: number | null; facts: Record<string, unknown> };

/** The facts that a notice's sentence may name. */
export function factsInWords(facts: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    ),
  );
}

/** Whether a notice reminds of a clock that has a ladder of its own: its levels are not those of the main ladder 提级督办. */
function isReminder({ kind, facts }: ToldNotice): boolean {
  if (kind === "reminder") return true;
  return kind === "digest" && LADDERS.some((ladder) => ladder === facts.clock);
}

/** The level of the main ladder that a notice speaks of, in words. */
export function noticeLevel(t: Translator, notice: ToldNotice): string | null {
  return notice.level === null || isReminder(notice) ? null : t.dynamic(`level.${notice.level}`);
}

/** What a notice tells, in words. */
export function noticeKind(t: Translator, notice: ToldNotice): string {
  const { kind, level, facts } = notice;
  if (level !== null && isReminder(notice)) return t.dynamic(`reminder.${level}`);
  return kind.startsWith("issue.")
    ? t.dynamic(`event.${kind}`)
    : t.dynamic(`notice.kind.${kind}`, factsInWords(facts));
}

/** The clock that a notice is about, in words. */
export function noticeClock(t: Translator, { facts }: ToldNotice): string | null {
  return typeof facts.clock === "string" ? t.dynamic(`clock.${facts.clock}`) : null;
}

/** The head of a notice in words, in the inbox and on the start page alike. */
export function noticeHead(t: Translator, notice: ToldNotice): string {
  const kind = noticeKind(t, notice);
  const clock = noticeClock(t, notice);
  return clock ? t("notice.head", { kind, clock }) : kind;
}
