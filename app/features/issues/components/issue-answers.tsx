import { useFormat, useT } from "#app/i18n/context.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { IssuePage } from "../queries/issue-page.ts";
import css from "./issue-record.module.css";

/** What the unit answered, round by round, and what the firm said of it. */
export function IssueAnswers(props: Pick<IssuePage, "answers" | "verdicts">) {
  const t = useT();
  const { formatInstant, formatDay } = useFormat();
  if (props.answers.length === 0 && props.verdicts.length === 0) return null;
  return (
    <Section title={t("issue.page.answers")}>
      {props.verdicts.map((one) => (
        <Card key={one.givenAt}>
          <p>
            <b>{t.dynamic(`issue.say.${one.verdict}`)}</b> · {t.dynamic(`issue.channel.${one.channel}`)} ·{" "}
            {formatInstant(one.givenAt)}
          </p>
          {one.words === "" ? null : <p className={css.words}>{one.words}</p>}
        </Card>
      ))}
      {props.answers.map((one) => (
        <Card key={one.answerId}>
          <p>
            <StatusBadge
              look={one.state === "signed" ? "reply" : one.state === "superseded" ? "rest" : "work"}
              word={t(`issue.answerState.${one.state}`)}
            />{" "}
            {one.unit}
            {one.answerClass === null ? null : ` · ${t(`issue.answerClass.${one.answerClass}`)}`}
            {one.promisedOn === null
              ? null
              : ` · ${t("issue.page.promised", { day: formatDay(one.promisedOn) })}`}
          </p>
          <p className={css.words}>{one.body}</p>
          {one.comment === null ? null : <p>{t("issue.page.sentBack", { comment: one.comment })}</p>}
          {one.signedAt === null ? null : (
            <p>
              {t("issue.page.signed", { at: formatInstant(one.signedAt) })}
              {one.deliveredAt === null
                ? null
                : ` · ${t("issue.page.delivered", { at: formatInstant(one.deliveredAt) })}`}
            </p>
          )}
        </Card>
      ))}
    </Section>
  );
}
