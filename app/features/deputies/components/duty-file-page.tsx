import type { ContactKind } from "#app/domain/contact/kinds.ts";
import type { DutyContact, DutyFile, DutyIssue } from "#app/features/deputies/get-duty-file.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { issueStateKey } from "#app/i18n/issue-state.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { FormKey } from "#app/ui/form-key.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import css from "./duty-file-page.module.css";

/** Contacts that firms came to: receptions at the station and meetings. */
const SESSIONS: readonly ContactKind[] = ["station", "meeting"];

/** The duty file 履职档案 of one deputy and year, as it is read, printed and taken along. */
export function DutyFilePage(props: { file: DutyFile; own: boolean; printed: string }) {
  const t = useT();
  const { file } = props;
  const { deputy, year } = file;
  const { formatCount } = useFormat();
  const place = [deputy.countyName, deputy.townshipName, deputy.stationName];
  return (
    <>
      <PageHeader
        title={t("duty.title", { name: deputy.name, year })}
        lead={place.filter(Boolean).join(" · ")}
        back={props.own ? undefined : { to: `/deputies/${deputy.deputyId}`, label: deputy.name }}
        printed={props.printed}
        actions={
          <form method="post" action="/duty-file.xlsx">
            <FormKey />
            <input type="hidden" name="deputy" value={deputy.deputyId} />
            <input type="hidden" name="year" value={year} />
            <Button type="submit" icon="export">
              {t("duty.export")}
            </Button>
          </form>
        }
      />
      <nav aria-label={t("duty.years")} data-noprint>
        <p className={css.years}>
          {file.years.map((one) => (
            <LinkButton
              key={one}
              to={`?deputy=${deputy.deputyId}&year=${one}`}
              look={one === year ? "second" : "quiet"}
            >
              {String(one)}
            </LinkButton>
          ))}
        </p>
      </nav>
      <StatRow>
        <StatCard
          label={t("duty.contacts")}
          figure={formatCount(file.contacts.length)}
          note={t("duty.byQuarter", quartersIn(file))}
        />
        <StatCard label={t("duty.firmsMet")} figure={formatCount(file.firmsMet)} />
        <StatCard
          label={t("duty.sessions")}
          figure={formatCount(file.contacts.filter(({ kind }) => SESSIONS.includes(kind)).length)}
        />
        {file.issues === null ? null : (
          <>
            <StatCard label={t("duty.issues")} figure={formatCount(file.issues.length)} />
            <StatCard
              label={t("duty.resolved")}
              figure={formatCount(file.issues.filter((issue) => issue.closing === "resolved").length)}
            />
          </>
        )}
      </StatRow>
      {file.issues === null ? null : <Issues issues={file.issues} />}
      <Contacts contacts={file.contacts} />
    </>
  );
}

function quartersIn(file: DutyFile): { first: number; second: number; third: number; fourth: number } {
  const [first, second, third, fourth] = file.quarters;
  return { first, second, third, fourth };
}

function Issues({ issues }: { issues: readonly DutyIssue[] }) {
  const t = useT();
  const { formatDay } = useFormat();
  const columns: Column<DutyIssue>[] = [
    { key: "title", head: t("duty.issue"), cell: (issue) => `${issue.number} ${issue.title}`, phone: "keep" },
    { key: "firm", head: t("duty.firm"), cell: (issue) => issue.firm },
    { key: "day", head: t("duty.day"), cell: (issue) => formatDay(issue.submittedOn) },
    { key: "state", head: t("duty.result"), cell: (issue) => t.dynamic(issueStateKey(issue)) },
  ];
  return (
    <Section title={t("duty.issues")}>
      <DataTable
        caption={t("duty.issues")}
        columns={columns}
        rows={issues}
        rowKey={(issue) => issue.issueId}
        rowHref={(issue) => `/issues/${issue.issueId}`}
        empty={<EmptyState title={t("duty.noIssues")} />}
      />
    </Section>
  );
}

function Contacts({ contacts }: { contacts: readonly DutyContact[] }) {
  const t = useT();
  const { formatDay } = useFormat();
  const columns: Column<DutyContact>[] = [
    { key: "firms", head: t("duty.firm"), cell: (contact) => contact.firms, phone: "keep" },
    { key: "day", head: t("duty.day"), cell: (contact) => formatDay(contact.happenedOn) },
    { key: "kind", head: t("duty.kind"), cell: (contact) => t(`contact.kind.${contact.kind}`) },
    { key: "outcome", head: t("duty.outcome"), cell: (contact) => t(`contact.outcome.${contact.outcome}`) },
    { key: "found", head: t("duty.found"), cell: (contact) => contact.issueNumbers },
  ];
  return (
    <Section title={t("duty.contacts")}>
      <DataTable
        caption={t("duty.contacts")}
        columns={columns}
        rows={contacts}
        rowKey={(contact) => contact.contactNo}
        rowHref={(contact) => `/contacts/${contact.contactId}`}
        empty={<EmptyState title={t("duty.noContacts")} />}
      />
    </Section>
  );
}
