import { Link } from "@remix-run/react";
import type { Refusal } from "#app/domain/result.ts";
import type { BulkStep } from "#app/features/issues/bulk/bulk.schema.ts";
import type { ChosenIssue } from "#app/features/issues/bulk/choose-issues.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, SelectField, TextField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { FormKey } from "#app/ui/form-key.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { stateBadge } from "../issue-look.ts";
import css from "./issue-bulk.module.css";

export type IssueBulkProps = {
  filters: string;
  /** Whether all that the filters leave are meant, beyond what is shown. */
  matching: boolean;
  steps: readonly BulkStep[];
  step: BulkStep;
  issues: readonly ChosenIssue[];
  count: number;
  most: number;
  units: readonly { departmentId: number; name: string }[];
  /** Who consented to the last transfer. */
  consentedBy: string;
  today: string;
  mayExport: boolean;
  done: readonly { issueId: number; number: string; title: string; refusal: Refusal | null }[] | null;
  errors: readonly FieldError[];
  typed: Typed;
};

const FORM = "bulk-step";

/** Several issues at once: which ones, what is done with them, what came of it; and the list as a file or on paper. */
export function IssueBulk(props: IssueBulkProps) {
  const t = useT();
  const { formatCount } = useFormat();
  const { issues, step } = props;
  const back = { to: `/issues?${props.filters}`, label: t("issue.page.back") };
  const fit = issues.filter((issue) => issue.fits);
  return (
    <>
      <PageHeader
        title={t("issue.bulk.title")}
        lead={t("issue.bulk.lead", { count: formatCount(props.count), most: props.most })}
        back={back}
      />
      {props.done === null ? null : <Done lines={props.done} />}
      {issues.length === 0 ? (
        <>
          <ErrorSummary errors={props.errors} />
          <EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />
        </>
      ) : (
        <>
          <Steps {...props} />
          <Card>
            <PostForm
              errors={props.errors}
              typed={props.typed}
              buttons={
                fit.length === 0 ? null : (
                  <SubmitButton name="step" value={step}>
                    {t(`issue.bulk.step.${step}`)}
                  </SubmitButton>
                )
              }
            >
              <input type="hidden" name="filters" value={props.filters} />
              <Fields {...props} />
              <p className={css.fits}>{t("issue.bulk.fits", { fits: fit.length, all: issues.length })}</p>
              <ul className={css.lines}>
                {fit.map((issue) => (
                  <li key={issue.issueId}>
                    <label>
                      <input type="checkbox" name="issueId" value={issue.issueId} defaultChecked />{" "}
                      <Line issue={issue} />
                    </label>
                  </li>
                ))}
              </ul>
            </PostForm>
          </Card>
          {step === "transfer" || step === "dispatch" || step === "remind" ? (
            <Unfit issues={issues.filter((issue) => !issue.fits)} />
          ) : null}
        </>
      )}
      {props.mayExport && issues.length > 0 ? <Export filters={props.filters} /> : null}
    </>
  );
}

/** The steps that the role may take, and the paper; each shows the same choice in another light. */
function Steps(props: IssueBulkProps) {
  const t = useT();
  return (
    <form method="get" action="/issues/bulk" id={FORM} className={css.steps} data-noprint>
      <input type="hidden" name="filters" value={props.filters} />
      {props.matching ? <input type="hidden" name="matching" value="yes" /> : null}
      {props.matching
        ? null
        : props.issues.map((issue) => (
            <input key={issue.issueId} type="hidden" name="issueId" value={issue.issueId} />
          ))}
      <p className={css.buttons}>
        {props.steps.map((step) => (
          <Button
            key={step}
            type="submit"
            name="step"
            value={step}
            look={step === props.step ? "main" : "second"}
          >
            {t(`issue.bulk.step.${step}`)}
          </Button>
        ))}
        <LinkButton to={`/issues/transfer-list?${paperSearch(props)}`} look="quiet">
          {t("issue.bulk.paper")}
        </LinkButton>
      </p>
    </form>
  );
}

function paperSearch({ filters, matching, issues }: IssueBulkProps): string {
  const params = new URLSearchParams({ filters });
  if (matching) params.set("matching", "yes");
  else for (const issue of issues) params.append("issueId", String(issue.issueId));
  return params.toString();
}

function Fields({ step, units, consentedBy, today }: IssueBulkProps) {
  const t = useT();
  switch (step) {
    case "remind":
      return <TextField name="reason" label={t("issue.bulk.reminder")} maxLength={200} />;
    case "tag":
    case "untag":
      return <TextField name="tag" label={t("issue.bulk.tag")} maxLength={20} width={20} />;
    case "transfer":
      return (
        <>
          <ChoiceField
            name="to"
            label={t("issue.field.to")}
            inline
            defaultValue="county"
            options={(["county", "city"] as const).map((value) => ({
              value,
              label: t(`issue.transferTo.${value}`),
            }))}
          />
          <TextField
            name="consentedBy"
            label={t("issue.field.consentedBy")}
            maxLength={60}
            defaultValue={consentedBy}
          />
          <TextField
            name="consentedOn"
            label={t("issue.field.consentedOn")}
            type="date"
            width={12}
            defaultValue={today}
          />
          <TextField name="paperNo" label={t("issue.field.paperNo")} maxLength={60} optional />
        </>
      );
    case "dispatch":
      return (
        <SelectField
          name="departmentId"
          label={t("issue.field.departmentId")}
          placeholder={t("issue.page.choose")}
          options={units.map((unit) => ({ value: String(unit.departmentId), label: unit.name }))}
        />
      );
  }
}

function Line({ issue }: { issue: ChosenIssue }) {
  const t = useT();
  const badge = stateBadge(issue.state, issue.closing);
  return (
    <>
      <Link to={`/issues/${issue.issueId}`}>{issue.number}</Link> {issue.title || t("issue.page.untitled")}{" "}
      <StatusBadge look={badge.look} word={t.dynamic(badge.word)} /> {issue.unit}{" "}
      {issue.tags.length === 0 ? null : `#${issue.tags.join(" #")}`}
    </>
  );
}

function Unfit({ issues }: { issues: readonly ChosenIssue[] }) {
  const t = useT();
  if (issues.length === 0) return null;
  return (
    <details>
      <summary>{t("issue.bulk.unfit", { count: issues.length })}</summary>
      <ul>
        {issues.map((issue) => (
          <li key={issue.issueId}>
            <Line issue={issue} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Done({ lines }: { lines: NonNullable<IssueBulkProps["done"]> }) {
  const t = useT();
  const failed = lines.filter((line) => line.refusal !== null);
  return (
    <Notice
      tone={failed.length === 0 ? undefined : "warn"}
      title={t("issue.bulk.done", { count: lines.length - failed.length })}
    >
      {failed.length === 0 ? null : (
        <ul>
          {failed.map((line) => (
            <li key={line.issueId}>
              {line.number} {line.title}：{line.refusal === null ? null : t.refusal(line.refusal)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** The form is a plain one, so that the answer is a file. */
function Export({ filters }: { filters: string }) {
  const t = useT();
  return (
    <Section title={t("issue.export.title")} note={t("issue.export.note")}>
      <Card>
        <form method="post" action="/issues.file">
          <FormKey />
          <input type="hidden" name="filters" value={filters} />
          <TextField name="reason" label={t("firm.reason")} maxLength={200} />
          <p className={css.buttons}>
            <Button type="submit" name="format" value="xlsx" icon="export">
              {t("firm.export.xlsx")}
            </Button>
            <Button type="submit" name="format" value="csv" icon="export">
              {t("firm.export.csv")}
            </Button>
          </p>
        </form>
      </Card>
    </Section>
  );
}
