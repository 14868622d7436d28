import { Link } from "@remix-run/react";
import type { OpenRequest } from "#app/features/pairings/pairs/ask-other.command.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Firms that ask for another liaison: a supervisor grants or declines, with a sentence for the firm. */
export function RequestList(props: { rows: readonly OpenRequest[]; answer: FormAnswer | undefined }) {
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <>
      <PageHeader
        title={t("request.list")}
        lead={t("request.listLead")}
        back={{ to: "/plans", label: t("nav.pairing") }}
      />
      <ErrorSummary errors={formErrors(t, props.answer)} />
      {props.rows.length === 0 ? <EmptyState title={t("request.none")} /> : null}
      {props.rows.map((row) => (
        <Card key={row.requestId}>
          <p>
            <Link to={`/pairs/${row.firmId}`}>{row.firm}</Link> · {row.deputy} ·{" "}
            <small>{formatInstant(row.at)}</small>
          </p>
          <p>{row.reason}</p>
          <PostForm
            version={row.version}
            buttons={
              <>
                <SubmitButton name="grant" value="yes">
                  {t("request.grant")}
                </SubmitButton>
                <SubmitButton look="second" name="grant" value="no">
                  {t("request.decline")}
                </SubmitButton>
              </>
            }
          >
            <input type="hidden" name="requestId" value={row.requestId} />
            <TextField name="decision" label={t("request.decision")} maxLength={200} />
          </PostForm>
        </Card>
      ))}
    </>
  );
}
