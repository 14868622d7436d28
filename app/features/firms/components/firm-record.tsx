import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { FirmRecord as Record } from "#app/features/firms/get-firm.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { issueStateKey } from "#app/i18n/issue-state.ts";
import { timelineWords } from "#app/i18n/timeline-words.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { Timeline } from "#app/ui/record/timeline.tsx";
import { FirmFacts } from "./firm-facts.tsx";

/** A firm's page: who it is, its liaison, its issues, and in the middle everything that happened. */
export function FirmRecord(props: {
  record: Record;
  mayEdit: boolean;
  reading: boolean;
  printed: string;
  panel?: ReactNode;
  /** What another feature knows of the firm's liaisons: care, handovers. */
  liaison?: ReactNode;
}) {
  const { record, panel } = props;
  const { firm } = record;
  const t = useT();
  return (
    <>
      <RecordHeader
        name={firm.name}
        code={firm.uscc}
        badges={<FirmBadges firm={firm} />}
        lead={[firm.countyName, firm.townshipName].filter(Boolean).join(" ")}
        back={<Link to="/firms">{t("firm.bulk.back")}</Link>}
        actions={props.mayEdit ? <FirmActions firm={firm} /> : undefined}
        printed={props.printed}
      />
      {panel}
      <RecordBody facts={<FirmFacts {...record} />}>
        {props.liaison}
        {record.issues === null ? null : <FirmIssues issues={record.issues} />}
        <FirmTimeline record={record} reading={props.reading} />
      </RecordBody>
    </>
  );
}

function FirmBadges({ firm }: Pick<Record, "firm">) {
  const t = useT();
  return (
    <>
      <StatusBadge look={firm.state === "active" ? "good" : "off"} word={t(`firm.state.${firm.state}`)} />
      <StatusBadge
        look={firm.inProgramme ? "seen" : "rest"}
        word={t(`firm.programme.${firm.inProgramme ? "in" : "out"}`)}
      />
      {firm.townshipCode === null ? <StatusBadge look="warn" word={t("firm.placed.no")} /> : null}
      {firm.optedOut ? <StatusBadge look="pause" word={t("firm.optedOut")} /> : null}
    </>
  );
}

function FirmActions({ firm }: Pick<Record, "firm">) {
  const t = useT();
  const may = firm.inProgramme || (firm.townshipCode !== null && firm.state === "active");
  return (
    <>
      <LinkButton to="?do=edit" icon="edit">
        {t("firm.edit")}
      </LinkButton>
      <LinkButton to="?do=place" icon="pin">
        {t("firm.place.action")}
      </LinkButton>
      <LinkButton to="?do=cadence" icon="visit">
        {t("firm.cadence.action")}
      </LinkButton>
      {may ? (
        <LinkButton to={firm.inProgramme ? "?do=leave" : "?do=join"} look="quiet" icon="link">
          {t(firm.inProgramme ? "firm.leave.action" : "firm.join.action")}
        </LinkButton>
      ) : null}
    </>
  );
}

function FirmIssues({ issues }: { issues: NonNullable<Record["issues"]> }) {
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <Section
      title={t("firm.record.issues")}
      note={
        issues.total > 0 ? t("firm.record.issuesNote", { open: issues.open, total: issues.total }) : undefined
      }
    >
      {issues.total === 0 ? <p>{t("firm.record.noIssues")}</p> : null}
      <ul>
        {issues.latest.map((issue) => (
          <li key={issue.issueId}>
            <a href={`/issues/${issue.issueId}`}>
              {issue.number} {issue.title}
            </a>{" "}
            <StatusBadge
              look={issue.state === "closed" ? "done" : "work"}
              word={t.dynamic(issueStateKey(issue))}
            />{" "}
            <small>{formatInstant(issue.submittedAt)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FirmTimeline(props: { record: Record; reading: boolean }) {
  const { timeline } = props.record;
  const t = useT();
  const { formatDay, formatInstant } = useFormat();
  const entries = timeline.entries.map((entry) => {
    const words = timelineWords(t, entry, "firm");
    const byDay = entry.kind === "contact" || entry.kind.startsWith("pairing.");
    return {
      key: entry.cursor,
      at: entry.at,
      when: byDay ? formatDay(entry.at.slice(0, 10)) : formatInstant(entry.at),
      title: words.href ? <a href={words.href}>{words.title}</a> : words.title,
      by: entry.by ?? (entry.byRole ? t.dynamic(`role.${entry.byRole}`).replace("role.", "") : undefined),
      body: words.body ?? undefined,
      look:
        entry.kind === "contact"
          ? ("good" as const)
          : entry.kind.startsWith("issue.")
            ? ("work" as const)
            : undefined,
    };
  });
  return (
    <Section title={t("firm.record.timeline")}>
      <Timeline
        label={t("firm.record.timeline")}
        entries={entries}
        empty={<EmptyState title={t("firm.record.timelineEmpty")} />}
      />
      <p data-noprint>
        {props.reading ? <Link to="?">{t("firm.record.newest")}</Link> : null}{" "}
        {timeline.older ? (
          <Link to={`?older=${encodeURIComponent(timeline.older)}`}>{t("firm.record.older")}</Link>
        ) : null}
      </p>
    </Section>
  );
}
