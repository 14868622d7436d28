import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { DeputyRecord as Record } from "#app/features/deputies/get-deputy.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { timelineWords } from "#app/i18n/timeline-words.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Card, FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { Timeline } from "#app/ui/record/timeline.tsx";

/** A deputy's page: mandates, today's pairs with the load, and what was done. */
export function DeputyRecord(props: {
  record: Record;
  reading: boolean;
  printed: string;
  actions?: ReactNode;
  panel?: ReactNode;
  /** What another feature knows of the deputy's pairs: handovers, a past day. */
  liaison?: ReactNode;
}) {
  const { record } = props;
  const { deputy } = record;
  const t = useT();
  return (
    <>
      <RecordHeader
        name={deputy.name}
        code={deputy.cardNo ?? undefined}
        badges={
          <>
            <StatusBadge
              look={deputy.state === "active" ? "good" : "off"}
              word={t(`deputy.state.${deputy.state}`)}
            />
            <StatusBadge look="seen" word={t(`deputy.level.${deputy.level}`)} />
          </>
        }
        lead={[deputy.countyName, deputy.townshipName].filter(Boolean).join(" ")}
        back={<Link to="/deputies">{t("deputy.list.back")}</Link>}
        actions={props.actions}
        printed={props.printed}
      />
      {props.panel}
      <RecordBody facts={<DeputyFacts record={record} />}>
        <Pairs record={record} />
        {props.liaison}
        <DeputyTimeline record={record} reading={props.reading} />
      </RecordBody>
    </>
  );
}

function DeputyFacts({ record }: { record: Record }) {
  const { deputy, issues } = record;
  const t = useT();
  const { formatFullDay } = useFormat();
  const facts = [
    { label: t("deputy.phone"), value: deputy.phone },
    ...(deputy.unreached ? [{ label: t("deputy.reach"), value: t("deputy.unreached") }] : []),
    { label: t("deputy.station"), value: deputy.stationName },
    { label: t("deputy.employerName"), value: deputy.employerName },
    { label: t("deputy.sector"), value: deputy.sectorCode ? t.dynamic(`sector.${deputy.sectorCode}`) : null },
    {
      label: t("deputy.record.contacts"),
      value: t("deputy.record.contactsValue", { count: record.contactsThisYear }),
    },
    ...(issues ? [{ label: t("deputy.record.issues"), value: t("deputy.record.issuesValue", issues) }] : []),
    {
      label: t("nav.dutyFile"),
      value: <Link to={`/duty-file?deputy=${deputy.deputyId}`}>{t("deputy.record.dutyFile")}</Link>,
    },
  ];
  return (
    <>
      <Section title={t("deputy.record.facts")}>
        <Card>
          <FactList facts={facts} none={t("common.unknown")} />
        </Card>
      </Section>
      <Section title={t("deputy.record.mandates")}>
        <ul>
          {record.mandates.map((mandate) => {
            const words = {
              level: t(`deputy.level.${mandate.level}`),
              unit: mandate.electoralUnit || t("common.unknown"),
              from: formatFullDay(mandate.startedOn),
            };
            return (
              <li key={mandate.mandateId}>
                {mandate.endedOn === null
                  ? t("deputy.record.mandate", words)
                  : t("deputy.record.mandateEnded", { ...words, to: formatFullDay(mandate.endedOn) })}
              </li>
            );
          })}
        </ul>
      </Section>
    </>
  );
}

function Pairs({ record }: { record: Record }) {
  const { pairs, capacity } = record;
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <Section
      title={t("deputy.record.pairs")}
      note={capacity === null ? undefined : t("deputy.record.load", { count: pairs.length, capacity })}
    >
      {pairs.length === 0 ? <p>{t("deputy.record.noPairs")}</p> : null}
      <ul>
        {pairs.map((pair) => (
          <li key={pair.firmId}>
            <a href={`/firms/${pair.firmId}`}>{pair.firmName}</a>{" "}
            <small>
              {[
                pair.townshipName,
                pair.lastContactOn ? formatDay(pair.lastContactOn) : t("firm.never"),
                pair.contactDueOn ? t("deputy.record.due", { day: formatDay(pair.contactDueOn) }) : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function DeputyTimeline(props: { record: Record; reading: boolean }) {
  const { timeline } = props.record;
  const t = useT();
  const { formatDay, formatInstant } = useFormat();
  const entries = timeline.entries.map((entry) => {
    const words = timelineWords(t, entry, "deputy");
    const byDay = entry.kind === "contact" || entry.kind.startsWith("pairing.");
    return {
      key: entry.cursor,
      at: entry.at,
      when: byDay ? formatDay(entry.at.slice(0, 10)) : formatInstant(entry.at),
      title: words.href ? <a href={words.href}>{words.title}</a> : words.title,
      by: entry.by ?? undefined,
      body: words.body ?? undefined,
      look: entry.kind === "contact" ? ("good" as const) : undefined,
    };
  });
  return (
    <Section title={t("deputy.record.timeline")}>
      <Timeline
        label={t("deputy.record.timeline")}
        entries={entries}
        empty={<EmptyState title={t("deputy.record.timelineEmpty")} />}
      />
      <p data-noprint>
        {props.reading ? <Link to="?">{t("deputy.record.newest")}</Link> : null}{" "}
        {timeline.older ? (
          <Link to={`?older=${encodeURIComponent(timeline.older)}`}>{t("deputy.record.older")}</Link>
        ) : null}
      </p>
    </Section>
  );
}
