import type { TimelineEntry } from "#app/domain/register/timeline.ts";
import type { Translator } from "./translator.ts";

/** A timeline entry in words; `href` leads to what it is about, `loud` is set for what should stand out. */
export type TimelineWords = { title: string; body: string | null; href: string | null };

type Named = { name: string };
const names = (value: unknown) =>
  Array.isArray(value) ? (value as Named[]).map((one) => one.name).join("、") : "";
const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

/** The fields an edit changed, each with its value before and after. */
function changesInWords(t: Translator, facts: TimelineEntry["facts"]): string {
  const changes = (facts.changes ?? {}) as Record<string, { from: unknown; to: unknown }>;
  return Object.entries(changes)
    .map(([field, { from, to }]) => {
      const shown = (value: unknown) => text(value).slice(0, 60) || t("common.none");
      return t("timeline.change", { field: t.dynamic(`firm.${field}`), from: shown(from), to: shown(to) });
    })
    .join("\n");
}

/** Words an entry of a firm's (`of` = "firm") or a deputy's timeline. */
export function timelineWords(t: Translator, entry: TimelineEntry, of: "firm" | "deputy"): TimelineWords {
  const { kind, facts } = entry;
  const other = of === "firm" ? { who: text(facts.deputy) } : { who: text(facts.firm) };
  if (kind === "contact") {
    const people = names(of === "firm" ? facts.deputies : facts.firms);
    const title = t("timeline.contact", {
      kind: t.dynamic(`contact.kind.${text(facts.kind)}`),
      outcome: t.dynamic(`contact.outcome.${text(facts.outcome)}`),
      who: people,
    });
    return { title, body: text(facts.note) || null, href: `/contacts/${text(facts.contactId)}` };
  }
  if (kind.startsWith("issue.")) {
    const title = t.dynamic(`timeline.${kind}`, {
      number: text(facts.number),
      department: text(facts.department) || t("common.unknown"),
      closing: facts.closing ? t.dynamic(`issue.closing.${text(facts.closing)}`) : "",
    });
    return { title, body: text(facts.title), href: `/issues/${text(facts.issueId)}` };
  }
  if (kind.startsWith("pairing.")) {
    const href = of === "firm" ? `/deputies/${text(facts.deputyId)}` : `/firms/${text(facts.firmId)}`;
    return { title: t.dynamic(`timeline.${kind}`, other), body: null, href };
  }
  if (kind === "firm.edited" || kind === "firm.import_updated" || kind === "deputy.import_updated")
    return { title: t.dynamic(`timeline.${kind}`), body: changesInWords(t, facts) || null, href: null };
  if (kind.startsWith("firm.programme_"))
    return { title: t.dynamic(`timeline.${kind}`), body: text(facts.reason) || null, href: null };
  return { title: t.dynamic(`timeline.${kind}`), body: null, href: null };
}
