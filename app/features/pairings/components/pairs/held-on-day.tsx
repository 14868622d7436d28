import type { HeldOnDay } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { DayQuestion } from "./day-question.tsx";

/** "Whose liaison was this deputy on day D, and why?" */
export function HeldOn(props: { day: string | null; held: readonly HeldOnDay[] }) {
  const { day, held } = props;
  const t = useT();
  const { formatFullDay } = useFormat();
  return (
    <Section title={t("pair.deputyOnDay")}>
      <DayQuestion day={day} />
      {day !== null && held.length === 0 ? (
        <p role="status">{t("pair.heldNone", { day: formatFullDay(day) })}</p>
      ) : null}
      <ul>
        {held.map((one) => (
          <li key={one.firmId}>
            <a href={`/pairs/${one.firmId}?day=${day}`}>{one.firm}</a>{" "}
            <small>{t("pair.heldSince", { from: formatFullDay(one.startedOn), reason: one.reason })}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
