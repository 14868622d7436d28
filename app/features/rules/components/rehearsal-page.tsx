import { Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { LineChart } from "#app/ui/charts/line-chart.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import type { RehearsalView } from "../get-rehearsal.query.server.ts";
import css from "./rules.module.css";
import { RehearsalBadge } from "./rules-page.tsx";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;
type Figures = NonNullable<RehearsalView["figures"]>;

/** How often the page of a running rehearsal looks again, in milliseconds. */
const LOOK_MS = 800;
/** Days drawn in the curve: the latest. */
const DRAWN = 120;

/** One rehearsal 预演: what is changed, what it would have meant, and the decision to put it in force. */
export function RehearsalPage(props: { rehearsal: RehearsalView; today: string; answer: Answer }) {
  const t = useT();
  const { rehearsal } = props;
  return (
    <>
      <RecordHeader
        back={<Link to="/rules">{t("nav.policy")}</Link>}
        name={rehearsal.purpose}
        badges={<RehearsalBadge state={rehearsal.state} />}
      />
      <RecordBody facts={<RehearsalFacts rehearsal={rehearsal} />}>
        {rehearsal.state === "running" ? <Running {...props} /> : null}
        {rehearsal.state === "failed" ? (
          <Notice tone="alarm" title={t("rules.failed")}>
            <p>{t("rules.failedHint")}</p>
          </Notice>
        ) : null}
        {rehearsal.state === "cancelled" ? <Notice title={t("rules.cancelled")} /> : null}
        {rehearsal.state === "in_force" ? <InForce rehearsal={rehearsal} /> : null}
        <Changes rehearsal={rehearsal} />
        {rehearsal.figures === null ? null : <Compared figures={rehearsal.figures} />}
        {rehearsal.state === "done" && rehearsal.mayDecide ? <PutInForce {...props} /> : null}
      </RecordBody>
    </>
  );
}

function RehearsalFacts({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatInstant, formatCount } = useFormat();
  const { seconds, figures } = rehearsal;
  return (
    <FactList
      facts={[
        { label: t("rules.by"), value: `${rehearsal.by} · ${formatInstant(rehearsal.createdAt)}` },
        { label: t("rules.replayed"), value: figures === null ? null : formatCount(figures.issues) },
        {
          label: t("rules.took"),
          value: seconds === null ? null : t("rules.seconds", { count: Math.max(1, Math.round(seconds)) }),
        },
        { label: t("rules.until"), value: t("rules.untilHint") },
      ]}
    />
  );
}

function Running({ rehearsal, answer }: { rehearsal: RehearsalView; answer: Answer }) {
  const t = useT();
  const { formatCount } = useFormat();
  const { revalidate, state } = useRevalidator();
  const { done, total, stalled } = rehearsal;
  useEffect(() => {
    if (stalled || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_MS);
    return () => clearTimeout(timer);
  }, [stalled, state, revalidate]);
  return (
    <Section title={t(stalled ? "rules.stalled" : "rules.running")}>
      <p role="status">{t("rules.progress", { done: formatCount(done), total: formatCount(total) })}</p>
      <progress className={css.bar} max={Math.max(1, total)} value={done} aria-label={t("rules.running")} />
      {rehearsal.mayDecide ? (
        <PostForm
          errors={formErrors(t, answer)}
          version={rehearsal.version}
          buttons={
            <SubmitButton look="second" name="intent" value="cancel">
              {t("rules.cancel")}
            </SubmitButton>
          }
        >
          {null}
        </PostForm>
      ) : null}
      <noscript>
        <p>
          <a href={`/rules/${rehearsal.rehearsalId}`}>{t("rules.lookAgain")}</a>
        </p>
      </noscript>
    </Section>
  );
}

function InForce({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <Notice title={t("rules.inForce", { day: formatDay(rehearsal.inForceFrom ?? "1970-01-01") })}>
      <p>
        {rehearsal.decidedBy}：{rehearsal.reason}
      </p>
    </Notice>
  );
}

function Changes({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <Section title={t("rules.changes")}>
      <ul>
        {rehearsal.changed.map(({ rule, from, to }) => (
          <li key={rule}>
            {rule.startsWith("days_") ? t.dynamic(`clock.${rule.slice(5)}`) : t.dynamic(`rules.rule.${rule}`)}
            ： {from ?? t("rules.none")} → <b>{to ?? t("rules.none")}</b>
          </li>
        ))}
        {(rehearsal.calendar ?? []).map(({ day, isWorkday, name }) => (
          <li key={day}>
            {formatDay(day)} {t(isWorkday ? "rules.work" : "rules.off")} {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Compared({ figures }: { figures: Figures }) {
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

function PutInForce({
  rehearsal,
  today,
  answer,
}: {
  rehearsal: RehearsalView;
  today: string;
  answer: Answer;
}) {
  const t = useT();
  const typed = answer && !answer.ok ? answer.typed : undefined;
  return (
    <Section title={t("rules.putInForce")} note={t("rules.putInForceNote")}>
      <PostForm
        errors={formErrors(t, answer)}
        typed={typed}
        version={rehearsal.version}
        buttons={
          <SubmitButton name="intent" value="put_in_force" icon="check">
            {t("rules.putInForce")}
          </SubmitButton>
        }
      >
        <TextField
          name="inForceFrom"
          type="date"
          label={t("rules.inForceFrom")}
          defaultValue={today}
          min={today}
          width={12}
        />
        <TextField name="reason" label={t("rules.reason")} maxLength={200} />
      </PostForm>
    </Section>
  );
}
