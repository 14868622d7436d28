import { Link, useSearchParams } from "@remix-run/react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { TwoClockBar } from "#app/ui/marks/two-clock-bar.tsx";
import { Card, type Fact, FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { DuplicateProposal } from "../duplicates/propose-duplicates.query.server.ts";
import type { FormCommand } from "../issue.schema.ts";
import { isForward } from "../offered-commands.ts";
import type { IssuePage } from "../queries/get-issue.query.server.ts";
import type { IssueFormChoices } from "../queries/list-units.query.server.ts";
import type { SimilarAnswer } from "../queries/similar-answers.query.server.ts";
import { CommandFields, type FieldDefaults } from "./command-fields.tsx";
import { DueExplained } from "./due-explained.tsx";
import { IssueAnswers } from "./issue-answers.tsx";
import { IssueDuplicates } from "./issue-duplicates.tsx";
import { stateBadge } from "./issue-look.ts";
import css from "./issue-record.module.css";
import { IssueSteps } from "./issue-steps.tsx";

const AnswerHelp = lazy(() => import("./desk/answer-help.tsx").then((one) => ({ default: one.AnswerHelp })));

/** The answer of the page's action, with the command that was sent. */
export type CommandAnswer = FormAnswer & { typed?: Record<string, string> };

/** One page for all sides: head, both clocks, what this reader may do next, answers, and the timeline in the centre. */
export function IssueRecord(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
  duplicates: readonly DuplicateProposal[];
  /** For those who see the firm face to face: its status link anew. */
  link: ReactNode;
}) {
  const t = useT();
  const { issue, answer } = props;
  const badge = stateBadge(issue.state, issue.closing);
  const conflict = answer && !answer.ok && answer.error.code === "common.conflict" ? answer.error : null;
  const seenVersion =
    conflict && "expected" in conflict.facts
      ? Number((conflict.facts as { expected: number }).expected)
      : null;
  return (
    <>
      <RecordHeader
        back={<Link to="/issues">{t("issue.page.back")}</Link>}
        code={issue.number}
        actions={
          issue.hasSheet ? <a href={`/issues/${issue.issueId}/sheet`}>{t("issue.page.sheet")}</a> : undefined
        }
        name={issue.title || t("issue.page.untitled")}
        badges={
          <>
            <StatusBadge solid look={badge.look} word={t.dynamic(badge.word)} />
            {issue.severity === "urgent" ? (
              <StatusBadge look="warn" word={t("issue.severity.urgent")} />
            ) : null}
            {issue.confidentiality === "open" ? null : (
              <StatusBadge look="pause" word={t(`issue.confidentiality.${issue.confidentiality}`)} />
            )}
          </>
        }
      />
      {conflict ? (
        <Notice tone="warn" title={t("page.conflict.title")}>
          <p>{t("issue.page.conflict")}</p>
        </Notice>
      ) : null}
      <RecordBody facts={<Aside issue={issue} />}>
        <Section title={t("issue.page.matter")}>
          <Card>
            <p className={css.words}>{issue.words ?? (issue.wording || t("issue.page.wordsKept"))}</p>
            {issue.words !== null && issue.wording !== "" && issue.wording !== issue.words ? (
              <p className={css.words}>{t("issue.page.forUnits", { wording: issue.wording })}</p>
            ) : null}
          </Card>
        </Section>
        <IssueDuplicates duplicates={props.duplicates} mayMerge={issue.commands.includes("merge")} />
        <Actions {...props} />
        {props.link}
        <IssueAnswers answers={issue.answers} verdicts={issue.verdicts} />
        <Section title={t("issue.page.timeline")}>
          <IssueSteps steps={issue.steps} seenVersion={seenVersion} />
        </Section>
      </RecordBody>
    </>
  );
}

function Actions(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
}) {
  const t = useT();
  const { issue } = props;
  const mergeInto = useSearchParams()[0].get("merge");
  if (issue.commands.length === 0) return null;
  const [first] = issue.commands;
  const main = first !== undefined && isForward(first) ? first : null;
  return (
    <Section title={t("issue.page.actions")}>
      {main === null ? null : (
        <Card>
          <CommandForm key={`${main}-${issue.version}`} {...props} command={main} />
        </Card>
      )}
      {issue.commands
        .filter((command) => command !== main)
        .map((command) => (
          <details
            key={command}
            id={command}
            className={css.fold}
            open={sentBy(props.answer, command) || (command === "merge" && mergeInto !== null) || undefined}
          >
            <summary>{t(`issue.command.${command}`)}</summary>
            <CommandForm key={`${command}-${issue.version}`} {...props} command={command} />
          </details>
        ))}
    </Section>
  );
}

function sentBy(answer: CommandAnswer | undefined, command: FormCommand): boolean {
  return answer !== undefined && !answer.ok && answer.typed?.command === command;
}

function CommandForm(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
  command: FormCommand;
}) {
  const t = useT();
  const { issue, command, answer } = props;
  const mine = sentBy(answer, command);
  const mergeInto = useSearchParams()[0].get("merge");
  return (
    <PostForm
      errors={mine ? formErrors(t, answer) : undefined}
      typed={mine && answer && !answer.ok ? answer.typed : undefined}
      version={issue.version}
      buttons={
        <SubmitButton name="command" value={command}>
          {t(`issue.command.${command}`)}
        </SubmitButton>
      }
    >
      <CommandFields
        command={command}
        names={issue.fields[command] ?? []}
        choices={props.choices}
        defaults={{ ...defaultsOf(issue, props.today), intoNumber: mergeInto ?? "" }}
      />
      {command === "draft_answer" ? <AnswerHelpFold similar={props.similar} /> : null}
    </PostForm>
  );
}

/** Help for whoever writes an answer; it is loaded when it is opened. */
function AnswerHelpFold(props: { similar: readonly SimilarAnswer[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <details className={css.fold} onToggle={() => setOpen(true)}>
      <summary>{t.dynamic("issue.help.title")}</summary>
      <Suspense>{open ? <AnswerHelp {...props} /> : null}</Suspense>
    </details>
  );
}

function defaultsOf(issue: IssuePage, today: string): FieldDefaults {
  const draft = issue.answers.find((one) => one.state === "draft" || one.state === "sent_back");
  return {
    severity: issue.severity,
    type: issue.type,
    categoryCode: issue.category?.categoryCode ?? "",
    consentedOn: today,
    to: "county",
    way: "phone",
    answerClass: draft?.answerClass ?? "A",
    "draft_answer.body": draft?.body ?? issue.answers[0]?.body ?? "",
    "correct_answer.body": issue.answers.find((one) => one.state === "signed")?.body ?? "",
    title: issue.confidentiality === "open" ? issue.title : "",
    wording: issue.wording,
  };
}

function Aside(props: { issue: IssuePage }) {
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
      {issue.hasLetters ? <a href={`/letters?issue=${issue.issueId}`}>{t("level.2")}</a> : null}
      <FactList facts={facts} none={t("common.none")} />
      {department === null ? null : <DueExplained notes={department.why} />}
    </>
  );
}
