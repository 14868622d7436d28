import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { Card, type Fact, FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { Timeline } from "#app/ui/record/timeline.tsx";
import type { MessagePage } from "../get-message.query.server.ts";
import { CopyLink } from "./copy-link.tsx";
import { MessageActions } from "./message-actions.tsx";
import css from "./messages.module.css";

export type MessageAnswerForm = FormAnswer & { link?: string };

/** A message as the office reads it: the words, who sent it, what may be done, every step. */
export function MessageRecord(props: {
  message: MessagePage;
  answer: MessageAnswerForm | undefined;
  mayOpenIssue: boolean;
  /** Earlier issues that may be the same matter, to be read before it is passed on. */
  duplicates: ReactNode;
}) {
  const t = useT();
  const { formatInstant, dueInWords } = useFormat();
  const { message, answer } = props;
  const word =
    message.state === "closed"
      ? t.dynamic(`message.closing.${message.closing}`)
      : t(`message.state.${message.state}`);
  const facts: Fact[] = [
    {
      label: t("issue.page.next"),
      value:
        message.next === null
          ? t("common.none")
          : t("status.nextBy", {
              owner: message.state === "asked_back" ? t("party.firm") : t(`message.owner.${message.owner}`),
              due: dueInWords(message.next),
            }),
    },
    {
      label: t("message.page.firm"),
      value: message.firm?.name ?? (message.firmName || t("message.firmUnknown")),
    },
    ...(message.firm?.match
      ? [{ label: t("message.page.match"), value: t(`message.match.${message.firm.match}`) }]
      : []),
    ...(message.firm?.liaison ? [{ label: t("issue.page.deputy"), value: message.firm.liaison }] : []),
    { label: t("message.page.phone"), value: <a href={`tel:${message.phone}`}>{message.phone}</a> },
    { label: t("message.page.code"), value: message.code },
    { label: t("message.page.received"), value: formatInstant(message.receivedAt) },
  ];
  return (
    <>
      <RecordHeader
        back={<Link to="/messages">{t("message.page.back")}</Link>}
        code={message.number}
        name={message.firm?.name ?? (message.firmName || t("message.firmUnknown"))}
        badges={
          <>
            <StatusBadge solid look={message.state === "held" ? "warn" : "fresh"} word={word} />
            {message.sealed ? <StatusBadge look="pause" word={t("message.sealed")} /> : null}
            {message.direct ? <StatusBadge look="seen" word={t("message.direct")} /> : null}
          </>
        }
      />
      <ErrorSummary
        errors={unplacedErrors(
          t,
          answer,
          ({ command }) =>
            message.commands.some((one) => one === command) &&
            (command !== "review" || message.reviewOpen) &&
            (command !== "name_firm" || message.firm !== null),
        )}
      />
      {message.held ? (
        <Notice tone="warn" title={t("message.page.held")}>
          {t(`message.hold.${message.held}`)}
        </Notice>
      ) : null}
      {message.closingProposed ? <Notice tone="warn">{t("message.page.closingProposed")}</Notice> : null}
      {message.reviewOpen ? <Notice tone="warn">{t("message.page.reviewOpen")}</Notice> : null}
      {answer && "link" in answer && answer.link ? (
        <CopyLink link={answer.link} number={message.number} />
      ) : null}
      {message.issueId !== null ? (
        <Notice>
          {t("status.passedOn")}{" "}
          {props.mayOpenIssue ? (
            <Link to={`/issues/${message.issueId}`}>{t("message.page.toIssue")}</Link>
          ) : null}
        </Notice>
      ) : null}
      <RecordBody facts={<FactList facts={facts} none={t("common.none")} />}>
        <Section title={t("message.page.words")}>
          <Card>
            <p className={css.words}>{message.words}</p>
            {message.files.length === 0 ? null : (
              <div className={css.photos}>
                {message.files.map((file) =>
                  file.mime.startsWith("image/") ? (
                    <a key={file.fileId} href={`/files/${file.fileId}`}>
                      <img src={`/files/${file.fileId}`} alt={t("message.page.photo")} />
                    </a>
                  ) : (
                    <a key={file.fileId} href={`/files/${file.fileId}`}>
                      {t("message.page.paper")}
                    </a>
                  ),
                )}
              </div>
            )}
          </Card>
        </Section>
        {props.duplicates}
        <MessageActions
          message={message}
          errors={formErrors(t, answer)}
          typed={answer && !answer.ok ? answer.typed : undefined}
        />
        <Section title={t("issue.page.timeline")}>
          <Timeline
            label={t("issue.page.timeline")}
            entries={message.steps.map((step) => ({
              key: step.key,
              at: step.at,
              when: formatInstant(step.at),
              title: t.dynamic(`event.${step.kind}`),
              by: t.dynamic(step.role === "system" ? "issue.page.system" : `role.${step.role}`),
              body:
                step.owner === null && step.words === null ? undefined : (
                  <>
                    {step.owner === null ? null : <p>{t(`message.owner.${step.owner}`)}</p>}
                    {step.words === null ? null : <p className={css.words}>{step.words}</p>}
                  </>
                ),
            }))}
          />
        </Section>
      </RecordBody>
    </>
  );
}
