import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { TwoClockBar } from "#app/ui/marks/two-clock-bar.tsx";
import { type Fact, FactList } from "#app/ui/record/record-page.tsx";
import type { IssuePage } from "../queries/issue-page.ts";
import { DueExplained } from "./due-explained.tsx";

/** What stands beside an issue: both clocks, the ladder, the next step and its owner, facts, and why it is due then. */
export function IssueAside(props: { issue: IssuePage }) {
  const t = useT();
  const { formatInstant, dueInWords, formatNumber } = useFormat();
  const { issue } = props;
  const { clocks } = issue;
  const department = clocks.department;
  const departmentWords = department === null ? null : dueInWords(department.words);
  const firmWords = t("issue.page.firmClock", { days: formatNumber(clocks.firmDays, 1) });
  const levelWords = issue.level === null ? t("level.none") : t.dynamic(`level.${issue.level}`);
  const facts: Fact[] = [
    {
      label: t("issue.page.next"),
      value: clocks.next
        ? t("issue.page.nextStep", {
            party: t(`party.${clocks.next.party}`),
            clock: t(`clock.${clocks.next.kind}`),
            due: dueInWords(clocks.next.words),
          })
        : t("common.none"),
    },
    ...(issue.transferredTo === null
      ? []
      : [{ label: t("issue.field.to"), value: t(`issue.transferTo.${issue.transferredTo}`) }]),
    { label: t("issue.page.unit"), value: issue.lead?.name },
    ...(issue.coHandlers.length > 0
      ? [{ label: t("issue.page.coHandlers"), value: issue.coHandlers.join("、") }]
      : []),
    {
      label: t("issue.page.firm"),
      value: issue.firm?.hasPage ? (
        <Link to={`/firms/${issue.firm.firmId}`}>{issue.firm.name}</Link>
      ) : (
        (issue.firm?.name ??
        t("issue.page.pseudonym", {
          code: issue.shielded?.pseudonym ?? "",
          sector: issue.shielded?.sectorGroup ? t.dynamic(`sectorGroup.${issue.shielded.sectorGroup}`) : "",
          county: issue.county,
        }))
      ),
    },
    ...(issue.deputy ? [{ label: t("issue.page.deputy"), value: issue.deputy.name }] : []),
    ...(issue.contactId
      ? [
          {
            label: t("issue.page.contact"),
            value: <a href={`/contacts/${issue.contactId}`}>{t("issue.page.toContact")}</a>,
          },
        ]
      : []),
    {
      label: t("issue.page.category"),
      value: issue.category && (t.locale === "en" ? issue.category.nameEn : issue.category.name),
    },
    { label: t("issue.page.county"), value: issue.county },
    ...(issue.matter
      ? [
          {
            label: t("nav.matters"),
            value: <a href={`/matters/${issue.matter.matterId}`}>{issue.matter.title}</a>,
          },
        ]
      : []),
    { label: t("issue.page.type"), value: t(`issue.type.${issue.type}`) },
    { label: t("issue.page.raiser"), value: t(`issue.raiser.${issue.raiserKind}`) },
    { label: t("issue.page.submitted"), value: formatInstant(issue.submittedAt) },
    ...(issue.round > 1
      ? [{ label: t("issue.page.round"), value: t("issue.page.roundNo", { round: issue.round }) }]
      : []),
  ];
  return (
    <>
      <TwoClockBar
        clocks={{ now: clocks.firmDays, department }}
        text={departmentWords === null ? firmWords : `${departmentWords} ${firmWords}`}
        departmentLabel={departmentWords ?? t("issue.page.notDispatched")}
        firmLabel={firmWords}
      />
      <LadderMark
        level={issue.level}
        gate={issue.gateOpen ? 3 : null}
        text={levelWords}
        holder={levelWords}
      />
      {issue.hasLetters ? (
        <p>
          <a href={`/letters?issue=${issue.issueId}`}>{t("level.2")}</a>
        </p>
      ) : null}
      <FactList facts={facts} none={t("common.none")} />
      {department === null ? null : <DueExplained notes={department.why} />}
    </>
  );
}
