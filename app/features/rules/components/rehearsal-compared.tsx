import { Link } from "@remix-run/react";
import { dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { LineChart } from "#app/ui/charts/line-chart.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import type { RehearsalView } from "../get-rehearsal.query.server.ts";
import css from "./rules.module.css";

type Figures = NonNullable<RehearsalView["figures"]>;

/** Days drawn in the curve: the latest. */
const DRAWN = 120;

/** What the changed rules would have meant beside today's: how many escalate, at which level, who is told, on which days. */
export function RehearsalCompared({ figures }: { figures: Figures }) {
  const t = useT();
  const { formatCount, formatDay } = useFormat();
  const days = lastDays(figures.days);
  const busiest = Object.entries(figures.days)
    .sort(([, a], [, b]) => b[1] - a[1])
    .slice(0, 10);
  const levels = ["0", "1", "2", "gate"].map((level) => ({
    key: level,
    name: t.dynamic(`level.${level}`),
    pair: figures.levels[level] ?? ([0, 0] as const),
  }));
  const recipients = Object.entries(figures.recipients)
    .map(([key, pair]) => ({ key, name: t.dynamic(`recipient.${key}`), pair }))
    .sort((a, b) => b.pair[1] - a.pair[1]);
  const [now, draft] = figures.escalating;
  return (
    <>
      <Section title={t("rules.result")} note={t("rules.resultNote")}>
        <StatRow>
          <StatCard
            label={t("rules.escalating")}
            figure={formatCount(draft)}
            note={t("rules.insteadOf", { now: formatCount(now) })}
          />
          <StatCard label={t("rules.higher")} figure={formatCount(figures.higher)} />
          <StatCard label={t("rules.lower")} figure={formatCount(figures.lower)} />
        </StatRow>
      </Section>
      <PairTable title={t("rules.byLevel")} head={t("desk.level")} rows={levels} />
      <PairTable title={t("rules.byRecipient")} head={t("rules.recipient")} rows={recipients} />
      <Section title={t("rules.byDay")} note={t("rules.byDayNote", { count: days.length })}>
        <LineChart
          title={t("rules.perDay")}
          axis={t("rules.day")}
          labels={days.map(([day]) => formatDay(day))}
          series={[
            { name: t("rules.now"), values: days.map(([, pair]) => pair[0]), tone: "second" },
            { name: t("rules.drafted"), values: days.map(([, pair]) => pair[1]), tone: "main" },
          ]}
          tableLabel={t("rules.table")}
        />
      </Section>
      <PairTable
        title={t("rules.busiest")}
        head={t("rules.day")}
        rows={busiest.map(([day, pair]) => ({ key: day, name: formatDay(day), pair }))}
      />
      {figures.examples.length === 0 ? null : (
        <Section title={t("rules.examples")}>
          <ul>
            {figures.examples.map((one) => (
              <li key={one.issueId}>
                <Link to={`/issues/${one.issueId}`}>
                  {one.number} {one.title}
                </Link>{" "}
                {levelWord(t, one.now)} → <b>{levelWord(t, one.draft)}</b>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

/** The latest days up to the last one with a level, quiet ones between them as well. */
function lastDays(counts: Figures["days"]): [string, readonly [number, number]][] {
  const last = Object.keys(counts).sort().at(-1);
  if (last === undefined) return [];
  const end = dayNumber(last);
  return Array.from({ length: DRAWN }, (_, at) => {
    const day = isoDay(end - DRAWN + 1 + at);
    return [day, counts[day] ?? [0, 0]];
  });
}

function levelWord(t: ReturnType<typeof useT>, level: number | null): string {
  return level === null ? t("level.none") : t.dynamic(`level.${level}`);
}

function PairTable(props: {
  title: string;
  head: string;
  rows: readonly { key: string; name: string; pair: readonly [number, number] }[];
}) {
  const t = useT();
  const { formatCount } = useFormat();
  const sign = (change: number) =>
    change > 0 ? `+${formatCount(change)}` : change < 0 ? `−${formatCount(-change)}` : "0";
  return (
    <Section title={props.title}>
      <table className={css.table}>
        <caption className="sr">{props.title}</caption>
        <thead>
          <tr>
            <th scope="col">{props.head}</th>
            <th scope="col">{t("rules.now")}</th>
            <th scope="col">{t("rules.drafted")}</th>
            <th scope="col">{t("rules.difference")}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, name, pair: [now, draft] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{formatCount(now)}</td>
              <td>{formatCount(draft)}</td>
              <td>{sign(draft - now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
