import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { Correction } from "../corrections/list-corrections.query.server.ts";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

/** What firms asked to put right, each with the form that decides it. */
export function CorrectionList(props: {
  page: { rows: Correction[]; hasPrevious: boolean; hasNext: boolean };
  decided: boolean;
  answer: Answer;
}) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { page, decided } = props;
  return (
    <>
      <PageHeader
        title={t("nav.corrections")}
        lead={t("correction.lead")}
        actions={
          <Link to={decided ? "/corrections" : "/corrections?show=decided"}>
            {t(decided ? "correction.showOpen" : "correction.showDecided")}
          </Link>
        }
      />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, ({ correctionId }) =>
          page.rows.some((row) => row.state === "open" && String(row.correctionId) === correctionId),
        )}
      />
      {page.rows.length === 0 ? (
        <EmptyState title={t("correction.none")} hint={t("correction.noneHint")} />
      ) : null}
      {page.rows.map((row) => (
        <Card key={row.correctionId}>
          <h2>{row.firm}</h2>
          <p>{row.wanted}</p>
          <p>{t("correction.askedBy", { who: row.askedBy ?? "–", when: formatInstant(row.askedAt) })}</p>
          {row.state === "open" ? (
            <DecideForm row={row} answer={props.answer} />
          ) : (
            <p>
              <b>{t(`correction.state.${row.state}`)}</b> {row.decision} · {row.decidedBy}
            </p>
          )}
        </Card>
      ))}
      <KeysetPager page={pageEnds(page, (row) => row.correctionId)} />
    </>
  );
}

function DecideForm({ row, answer }: { row: Correction; answer: Answer }) {
  const t = useT();
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const mine = typed?.correctionId === String(row.correctionId);
  // Several forms stand on the page: only the one that was sent keeps the plain names that its summary leads to.
  const id = (name: string) => (mine ? name : `${name}-${row.correctionId}`);
  return (
    <PostForm
      version={row.version}
      errors={mine ? formErrors(t, answer) : undefined}
      typed={mine ? typed : undefined}
      buttons={
        <>
          <SubmitButton name="command" value="done">
            {t("correction.done")}
          </SubmitButton>
          <SubmitButton look="second" name="command" value="refused">
            {t("correction.refuse")}
          </SubmitButton>
        </>
      }
    >
      <input type="hidden" name="correctionId" value={row.correctionId} />
      <TextField
        name="address"
        id={id("address")}
        label={t("access.address")}
        hint={t("correction.putRight")}
        defaultValue={row.address}
      />
      <TextField
        name="phone"
        id={id("phone")}
        label={t("access.phone")}
        type="tel"
        defaultValue={row.phone ?? ""}
      />
      <TextareaField
        name="decision"
        id={id("decision")}
        label={t("correction.decision")}
        hint={t("correction.decisionHint")}
        rows={2}
      />
    </PostForm>
  );
}
