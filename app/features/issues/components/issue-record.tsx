import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { Card, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { DuplicateProposal } from "../duplicates/propose-duplicates.query.server.ts";
import type { IssuePage } from "../queries/issue-page.ts";
import type { IssueFormChoices } from "../queries/list-units.query.server.ts";
import type { SimilarAnswer } from "../queries/similar-answers.query.server.ts";
import { type CommandAnswer, IssueActions } from "./issue-actions.tsx";
import { IssueAnswers } from "./issue-answers.tsx";
import { IssueAside } from "./issue-aside.tsx";
import { IssueDuplicates } from "./issue-duplicates.tsx";
import { stateBadge } from "./issue-look.ts";
import css from "./issue-record.module.css";
import { IssueSteps } from "./issue-steps.tsx";
import { useIssueKeys } from "./use-issue-keys.ts";

/** One page for all sides: head, both clocks, what this reader may do next, answers, and the timeline in the centre. */
export function IssueRecord(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
  duplicates: readonly DuplicateProposal[];
  printed: string;
  /** For those who see the firm face to face: its status link anew. */
  link: ReactNode;
}) {
  const t = useT();
  useIssueKeys();
  const { issue, answer } = props;
  const badge = stateBadge(issue.state, issue.closing);
  // Whoever signs reads the draft first.
  const signs = issue.commands.includes("sign_answer");
  const answers = <IssueAnswers answers={issue.answers} verdicts={issue.verdicts} />;
  const conflict = answer && !answer.ok && answer.error.code === "common.conflict" ? answer.error : null;
  const unplaced = unplacedErrors(t, answer, (sent) =>
    issue.commands.some((command) => command === sent.command),
  );
  const seenVersion =
    conflict && "expected" in conflict.facts
      ? Number((conflict.facts as { expected: number }).expected)
      : null;
  return (
    <>
      <RecordHeader
        back={<Link to="/issues">{t("issue.page.back")}</Link>}
        code={issue.number}
        printed={props.printed}
        actions={
          <p>
            <Button look="quiet" icon="print" onClick={() => window.print()}>
              {t("issue.page.print")}
            </Button>
            {issue.hasSheet ? (
              <LinkButton to={`/issues/${issue.issueId}/sheet`} whole look="quiet" icon="paper">
                {t("issue.page.sheet")}
              </LinkButton>
            ) : null}
          </p>
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
      <ErrorSummary errors={unplaced} />
      {conflict ? (
        <Notice tone="warn" title={t("page.conflict.title")}>
          <p>{t("issue.page.conflict")}</p>
        </Notice>
      ) : null}
      <RecordBody facts={<IssueAside issue={issue} />}>
        <Section title={t("issue.page.matter")}>
          <Card>
            <p className={css.words}>{issue.words ?? (issue.wording || t("issue.page.wordsKept"))}</p>
            {issue.words !== null && issue.wording !== "" && issue.wording !== issue.words ? (
              <p className={css.words}>{t("issue.page.forUnits", { wording: issue.wording })}</p>
            ) : null}
          </Card>
        </Section>
        <IssueFiles files={issue.files} />
        <IssueDuplicates
          duplicates={props.duplicates}
          mayMerge={issue.commands.includes("merge")}
          own={{ number: issue.number, title: issue.title, words: issue.words ?? issue.wording }}
        />
        {signs ? answers : null}
        <div id="actions" data-noprint>
          <IssueActions {...props} />
          {props.link}
        </div>
        {signs ? null : answers}
        <div id="timeline" tabIndex={-1}>
          <Section title={t("issue.page.timeline")}>
            <IssueSteps steps={issue.steps} seenVersion={seenVersion} />
          </Section>
        </div>
        <EarlierIssues earlier={issue.earlier} />
      </RecordBody>
    </>
  );
}

/** Attachments with a preview of pictures. */
function IssueFiles(props: Pick<IssuePage, "files">) {
  const t = useT();
  const { formatNumber } = useFormat();
  if (props.files.length === 0) return null;
  return (
    <Section title={t("issue.page.files")}>
      <div className={css.files}>
        {props.files.map(({ fileId, isImage, fromUnit, ...file }, at) => {
          const name = file.name ?? t("issue.page.file", { no: formatNumber(at + 1) });
          return (
            <a key={fileId} href={`/files/${fileId}`}>
              {isImage ? <img src={`/files/${fileId}`} alt={file.name ? "" : name} loading="lazy" /> : null}
              {isImage && !file.name ? null : name}
              {fromUnit ? ` ${t("issue.page.fromUnit")}` : null}
            </a>
          );
        })}
      </div>
    </Section>
  );
}

function EarlierIssues(props: Pick<IssuePage, "earlier">) {
  const t = useT();
  if (props.earlier.length === 0) return null;
  return (
    <Section title={t("issue.page.earlier")}>
      <ul>
        {props.earlier.map((one) => {
          const badge = stateBadge(one.state, one.closing);
          return (
            <li key={one.issueId}>
              <StatusBadge look={badge.look} word={t.dynamic(badge.word)} />{" "}
              <Link to={`/issues/${one.issueId}`}>
                {one.number} {one.title || t("issue.page.untitled")}
              </Link>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
