import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { PressureReport } from "../pressure/pressure.query.server.ts";
import css from "./messages.module.css";

/** What firms say of pressure put on them, for the city supervisor alone. */
export function PressureList(props: { rows: readonly PressureReport[]; answer: FormAnswer | undefined }) {
  const t = useT();
  const { answer } = props;
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const asked = (row: PressureReport) => row.handledAt === null && typed?.reportId === String(row.reportId);
  const { formatInstant } = useFormat();
  return (
    <>
      <PageHeader title={t("nav.pressure")} lead={t("pressure.lead")} />
      <ErrorSummary errors={unplacedErrors(t, answer, () => props.rows.some(asked))} />
      {props.rows.length === 0 ? <EmptyState title={t("pressure.empty")} /> : null}
      <ul className={css.cards}>
        {props.rows.map((row) => (
          <li key={row.reportId}>
            <Card>
              <div className={css.head}>
                <h3>
                  <Link to={row.issueId === null ? `/messages/${row.messageId}` : `/issues/${row.issueId}`}>
                    {row.firm ?? t("message.firmUnknown")} {row.number}
                  </Link>
                </h3>
                <StatusBadge
                  look={row.handledAt === null ? "late" : "done"}
                  word={t(row.handledAt === null ? "pressure.open" : "pressure.handled")}
                />
              </div>
              <p className={css.words}>{row.words}</p>
              <p className={css.quiet}>
                {formatInstant(row.reportedAt)}
                {row.phone === null ? null : <> · {row.phone}</>}
              </p>
              {row.handledAt === null ? (
                <PostForm
                  errors={asked(row) ? formErrors(t, answer) : undefined}
                  typed={asked(row) ? typed : undefined}
                  version={row.version}
                  buttons={<SubmitButton look="second">{t("pressure.record")}</SubmitButton>}
                >
                  <input type="hidden" name="reportId" value={row.reportId} />
                  <TextareaField name="note" label={t("pressure.note")} rows={2} />
                </PostForm>
              ) : (
                <p className={css.words}>{row.note}</p>
              )}
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}
