import { Link } from "@remix-run/react";
import type { SavedView } from "#app/features/issues/views/saved-views.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { CheckboxField, TextField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** The views of the list of issues: open one, keep the present filters as one, throw one's own away. */
export function SavedViews(props: {
  views: readonly SavedView[];
  filters: string;
  errors: readonly FieldError[];
  typed: Typed;
}) {
  const t = useT();
  return (
    <>
      <PageHeader
        title={t("issue.views.title")}
        lead={t("issue.views.lead")}
        back={{ to: `/issues?${props.filters}`, label: t("issue.page.back") }}
      />
      <Section title={t("issue.views.save")}>
        <Card>
          <PostForm
            errors={props.errors}
            typed={props.typed}
            buttons={
              <SubmitButton name="intent" value="save">
                {t("issue.views.saveNow")}
              </SubmitButton>
            }
          >
            <input type="hidden" name="filters" value={props.filters} />
            <TextField name="name" label={t("issue.views.name")} maxLength={40} />
            <CheckboxField name="shared" label={t("issue.views.share")} />
          </PostForm>
        </Card>
      </Section>
      <Section title={t("issue.views.kept")}>
        {props.views.length === 0 ? (
          <EmptyState title={t("issue.views.none")} hint={t("issue.views.noneHint")} />
        ) : (
          props.views.map((view) => (
            <Card key={view.viewId}>
              <p>
                <Link to={`/issues?${view.query}`}>{view.name}</Link>{" "}
                {view.shared ? <StatusBadge look="seen" word={t("issue.views.shared")} /> : null}
              </p>
              {view.own ? (
                <ButtonForm look="quiet" name="intent" value="remove" label={t("issue.views.remove")}>
                  <input type="hidden" name="viewId" value={view.viewId} />
                </ButtonForm>
              ) : null}
            </Card>
          ))
        )}
      </Section>
    </>
  );
}
