import { type PlainState, plainStateOf } from "#app/domain/issue/plain-state.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";
import type { IssuePage } from "../queries/issue-page.ts";
import { detailsOf, isReminder } from "./issue-steps.tsx";

/** The five places of the row; the last is whichever ending it comes to. */
const ROW: readonly PlainState[] = ["sent", "accepted", "in_work", "answered"];

/** An issue in the firm's words, on a page without React: one of five plain states, both clocks, answers, every step with its office. `filesAt` = where its files are fetched. */
export function IssueStatus(props: { issue: IssuePage; filesAt: string }) {
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
            {t("status.next", {
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
      <FilesOfUnit {...props} />
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

/** What kind of file it is, in a word that people know it by. */
function kindOf(mime: string): "image" | "pdf" | "sheet" | "word" {
  if (mime.startsWith("image/")) return "image";
  if (mime === "application/pdf") return "pdf";
  return mime.includes("spreadsheet") ? "sheet" : "word";
}

const BYTES_PER_KB = 1000;

/** Files the unit sent to the firm, each to be kept. */
function FilesOfUnit(props: { issue: IssuePage; filesAt: string }) {
  const t = useT();
  const { formatInstant, formatNumber } = useFormat();
  const sent = props.issue.files.filter((file) => file.fromUnit);
  if (sent.length === 0) return null;
  return (
    <>
      <h2>{t("status.files")}</h2>
      <ul className="p-steps">
        {sent.map((file, at) => (
          <li key={file.fileId}>
            <a href={`${props.filesAt}/${file.fileId}`} download>
              {t(file.name === null ? "status.file" : "status.namedFile", {
                no: formatNumber(at + 1),
                name: file.name ?? "",
                kind: t(`status.fileKind.${kindOf(file.mime)}`),
                kb: formatNumber(Math.ceil(file.sizeBytes / BYTES_PER_KB)),
              })}
            </a>
            <span className="p-hint">{t("status.fileAt", { at: formatInstant(file.storedAt) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
