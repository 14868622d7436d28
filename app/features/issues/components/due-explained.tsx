import type { DayNote } from "#app/domain/deadline/explain.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

/** "Why is this due then?": each day with what it counts for. */
export function DueExplained(props: { notes: readonly DayNote[] }) {
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <details>
      <summary>{t("issue.page.whyDue")}</summary>
      <ol>
        {props.notes.map((note) => (
          <li key={note.day} value={note.workingDay ?? undefined}>
            {formatDay(note.day)} {t(`dayNote.${note.note}`)}
            {note.name === "" ? null : ` · ${note.name}`}
            {note.provisional ? ` · ${t("issue.page.provisional")}` : null}
          </li>
        ))}
      </ol>
    </details>
  );
}
