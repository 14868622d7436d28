import { unitOfCounty } from "#app/domain/register/unit-of-county.ts";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { GroupedIssue } from "../get-matter.query.server.ts";
import css from "./matter.module.css";

/** Accepting a proposal: which issues go in, what the matter is called, and why. */
export function MatterNew(props: {
  rows: readonly GroupedIssue[];
  title: string;
  answer: (FormAnswer & { typed?: Record<string, string> }) | undefined;
}) {
  const t = useT();
  const { rows, answer } = props;
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const back = { to: "/matters", label: t("nav.matters") };
  if (rows.length === 0)
    return (
      <>
        <PageHeader title={t("matter.new")} back={back} />
        <ErrorSummary errors={unplacedErrors(t, answer)} />
        <EmptyState
          title={t("matter.nothingChosen")}
          hint={t("matter.nothingChosenHint")}
          action={<LinkButton to="/matters">{t("nav.matters")}</LinkButton>}
        />
      </>
    );
  const chosen = typed?.issueId?.split(",");
  return (
    <>
      <PageHeader title={t("matter.new")} lead={t("matter.newLead")} back={back} />
      <PostForm
        errors={formErrors(t, answer)}
        typed={typed}
        buttons={<SubmitButton icon="check">{t("matter.accept")}</SubmitButton>}
      >
        <TextField name="title" label={t("matter.title")} defaultValue={props.title} maxLength={80} />
        <TextareaField name="reason" label={t("matter.reason")} hint={t("matter.reasonHint")} rows={3} />
        <div className={css.which}>
          <Section title={t("matter.which", { count: rows.length })} note={t("matter.whichNote")}>
            <div className={css.alike}>
              {rows.map((row) => (
                <label key={row.issueId}>
                  <input
                    type="checkbox"
                    name="issueId"
                    value={row.issueId}
                    defaultChecked={chosen === undefined || chosen.includes(String(row.issueId))}
                  />
                  <span>
                    {row.number} {row.title} · {row.firm ?? t("matter.firmHidden")} ·{" "}
                    {unitOfCounty(row.county, row.unit)}
                  </span>
                </label>
              ))}
            </div>
          </Section>
        </div>
      </PostForm>
    </>
  );
}
