import { Link } from "@remix-run/react";
import type { TakenAnswer } from "#app/features/issues/answers/take-answers.command.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { FileField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Answers of a list from another platform become drafts of the unit: first looked at, then taken. */
export function TakeAnswers(props: {
  answer: FormAnswer | undefined;
  taken: readonly TakenAnswer[] | null;
  written: boolean;
}) {
  const t = useT();
  const { formatCount } = useFormat();
  const fit = props.taken?.filter((row) => row.refusal === null).length ?? 0;
  return (
    <>
      <PageHeader
        title={t("issue.take.title")}
        lead={t("issue.take.lead")}
        back={{ to: "/issues", label: t("issue.page.back") }}
      />
      <Section title={t("issue.take.file")}>
        <Card>
          <PostForm
            upload
            errors={formErrors(t, props.answer)}
            buttons={
              <>
                <SubmitButton name="intent" value="look" look="second">
                  {t("issue.take.look")}
                </SubmitButton>
                <SubmitButton name="intent" value="write">
                  {t("issue.take.write")}
                </SubmitButton>
              </>
            }
          >
            <FileField
              name="file"
              label={t("issue.take.choose")}
              hint={t("issue.take.hint")}
              accept=".xlsx,.csv"
            />
          </PostForm>
        </Card>
      </Section>
      {props.taken === null ? null : (
        <Section title={t("issue.take.result")}>
          <Notice>
            {t(props.written ? "issue.take.written" : "issue.take.would", {
              count: formatCount(fit),
              all: formatCount(props.taken.length),
            })}
          </Notice>
          <Rows rows={props.taken} written={props.written} />
        </Section>
      )}
    </>
  );
}

function Rows(props: { rows: readonly TakenAnswer[]; written: boolean }) {
  const t = useT();
  const columns: Column<TakenAnswer>[] = [
    {
      key: "number",
      head: t("issue.list.number"),
      cell: (row) =>
        row.issueId === null ? row.number : <Link to={`/issues/${row.issueId}`}>{row.issueNumber}</Link>,
      phone: "inline",
    },
    {
      key: "class",
      head: t("issue.field.answerClass"),
      cell: (row) => (row.answerClass === null ? null : t(`issue.answerClass.${row.answerClass}`)),
      phone: "inline",
    },
    { key: "body", head: t("issue.field.body"), cell: (row) => row.body, phone: "keep" },
    {
      key: "outcome",
      head: t("issue.take.outcome"),
      cell: (row) =>
        row.refusal === null ? (
          <StatusBadge look="good" word={t(props.written ? "issue.take.isDraft" : "issue.take.fits")} />
        ) : (
          <StatusBadge look="warn" word={t.refusal(row.refusal)} />
        ),
      phone: "keep",
    },
  ];
  return (
    <DataTable
      caption={t("issue.take.result")}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => `${row.sheet} ${row.row}`}
      empty={null}
    />
  );
}
