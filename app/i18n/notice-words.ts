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

/** The head of a notice in words, in the inbox and on the start page alike. */
export function noticeHead(t: Translator, { kind, level, facts }: ToldNotice): string {
  const clock = typeof facts.clock === "string" ? t.dynamic(`clock.${facts.clock}`) : null;
  const words =
    kind === "reminder" && level !== null
      ? t.dynamic(`reminder.${level}`)
      : kind.startsWith("issue.")
        ? t.dynamic(`event.${kind}`)
        : t.dynamic(`notice.kind.${kind}`, factsInWords(facts));
  return clock ? t("notice.head", { kind: words, clock }) : words;
}
