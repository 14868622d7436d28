import type { Share, UnitFigures } from "#app/features/issues/queries/unit-figures.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

const LATE = ["overdue", "promise_broken"];

/** A unit's or a dispatcher's own figures: each number in hand leads to its list, each rate is printed with its denominator. */
export function UnitFiguresPage(props: { figures: UnitFigures; printed: string }) {
  const t = useT();
  const { formatCount, formatShare } = useFormat();
  const { year, inHand, kept, notReturned } = props.figures;
  const shareCard = (key: string, label: string, share: Share) => (
    <StatCard
      key={key}
      label={label}
      figure={formatShare(share.met, share.of)}
      wordy
      note={t("issue.figures.of", { met: formatCount(share.met), of: formatCount(share.of) })}
    />
  );
  return (
    <>
      <PageHeader
        title={t("issue.figures.title")}
        lead={t("issue.figures.lead")}
        printed={props.printed}
        back={{ to: "/issues", label: t("issue.page.back") }}
      />
      <Section title={t("issue.figures.inHand")}>
        <StatRow>
          {Object.entries(inHand).map(([set, count]) => (
            <StatCard
              key={set}
              label={t(`desk.set.${set as "open"}`)}
              figure={formatCount(count)}
              to={`/issues?set=${set}`}
              tone={LATE.includes(set) && count > 0 ? "alarm" : "plain"}
            />
          ))}
        </StatRow>
      </Section>
      <Section title={t("issue.figures.year", { year: String(year) })} note={t("issue.figures.yearNote")}>
        <StatRow>
          {kept.map(({ clock, share }) => shareCard(clock, t(`issue.figures.kept.${clock}`), share))}
          {notReturned === null ? null : shareCard("returned", t("issue.figures.notReturned"), notReturned)}
        </StatRow>
      </Section>
    </>
  );
}
