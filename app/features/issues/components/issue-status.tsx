import { type PlainState, plainStateOf } from "#app/domain/issue/plain-state.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";
import type { IssuePage } from "../queries/issue-page.ts";
import { detailsOf, isReminder } from "./issue-steps.tsx";

/** The five places of the row; the last is whichever ending it comes to. */
const ROW: readonly PlainState[] = ["sent", "accepted", "in_work", "answered"];

/** An issue in the firm's words, on a page without React: one of five plain states, both clocks, answers, every step with its office. */
export function IssueStatus(props: { issue: IssuePage }) {
  const t = useT();
  const format = useFormat();
  const { formatInstant, formatDay, dueInWords, formatNumber } = format;
  const { issue } = props;
  const { clocks } = issue;
  const notSolved = issue.verdicts.filter((one) => one.verdict === "not_solved").length;
  const now = plainStateOf({ ...issue, notSolved });
  const last: PlainState = now === "raised" || now === "ended" ? now : "solved";
  const answers = issue.answers.filter((one) => one.state === "signed");
  return (
    <>
      <ol className="p-row" aria-label={t("status.title")}>
        {[...ROW, last].map((state) => (
          <li key={state} aria-current={state === now ? "step" : undefined}>
            {t.dynamic(`status.plain.${state}`)}
          </li>
        ))}
      </ol>
      <PlainNotice
        title={
          now === "ended"
            ? t("status.endedAs", { reason: t.dynamic(`issue.closing.${issue.closing}`) })
            : t("status.now", { state: t.dynamic(`status.plain.${now}`) })
        }
      >
        {clocks.next === null ? null : (
          <p>
            {t("status.next")}{" "}
            {t("status.nextBy", {
              owner: t(`party.${clocks.next.party}`),
              due: dueInWords(clocks.next.words),
            })}
          </p>
        )}
        <p>{t("status.firmClock", { days: formatNumber(Math.floor(clocks.firmDays)) })}</p>
        <p>
          {clocks.department === null
            ? t("status.unitNone")
            : clocks.department.paused
              ? t("status.unitPaused")
              : t("status.unitClock", { due: dueInWords(clocks.department.words) })}
        </p>
      </PlainNotice>
      {answers.length === 0 ? null : (
        <>
          <h2>{t("status.answers")}</h2>
          {answers.map((answer) => (
            <div key={answer.answerId} className="p-card">
              <p className="p-words">{answer.body}</p>
              {answer.promisedOn === null ? null : (
                <p>{t("status.promisedOn", { day: formatDay(answer.promisedOn) })}</p>
              )}
              <p className="p-hint">
                {answer.signedAt === null
                  ? answer.unit
                  : t("status.answerBy", { unit: answer.unit, day: formatInstant(answer.signedAt) })}
              </p>
            </div>
          ))}
        </>
      )}
      <h2>{t("status.words")}</h2>
      <p className="p-words">{issue.words}</p>
      <h2>{t("status.steps")}</h2>
      <ul className="p-steps">
        {issue.steps
          .filter((step) => !isReminder(step))
          .map((step) => (
            <li key={step.key}>
              <b>{t.dynamic(`event.${step.kind}`)}</b>
              <span className="p-hint">
                {formatInstant(step.at)} ·{" "}
                {step.role === "system" ? t("status.role.system") : t.dynamic(`role.${step.role}`)}
              </span>
              {detailsOf(t, format, step).map((line) => (
                <p key={line}>{line}</p>
              ))}
              {step.words === null ? null : <p className="p-words">{step.words}</p>}
            </li>
          ))}
      </ul>
    </>
  );
}
