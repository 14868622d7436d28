import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { Theme } from "../talk/themes.query.server.ts";

/** The themes of the months as an office edits them: one form, and below it those that stand. */
export function ThemeList(props: {
  page: { rows: Theme[]; hasPrevious: boolean; hasNext: boolean };
  /** The month in the form, with the theme it has. */
  month: string;
  edited: Theme | null;
  ofCity: boolean;
  answer: (FormAnswer & { typed?: Record<string, string> }) | undefined;
}) {
  const t = useT();
  const monthWords = (month: string) =>
    t("theme.of", { year: month.slice(0, 4), month: String(Number(month.slice(5))) });
  const { edited, answer } = props;
  const typed = answer && !answer.ok ? answer.typed : undefined;
  return (
    <>
      <PageHeader title={t("nav.themes")} lead={t(props.ofCity ? "theme.leadCity" : "theme.leadCounty")} />
      <Section
        title={edited === null ? t("theme.new") : t("theme.edit", { month: monthWords(edited.month) })}
      >
        <Card>
          <PostForm
            key={`${props.month} ${edited?.version ?? 0}`}
            version={edited?.version ?? 0}
            errors={formErrors(t, answer)}
            typed={typed}
            buttons={
              <SubmitButton name="intent" value="save">
                {t("theme.save")}
              </SubmitButton>
            }
          >
            <TextField
              name="month"
              label={t("theme.month")}
              hint={t("theme.monthHint")}
              defaultValue={props.month}
              width={12}
            />
            <TextField
              name="title"
              label={t("theme.title")}
              hint={t("theme.titleHint")}
              maxLength={40}
              defaultValue={edited?.title}
            />
            <TextareaField
              name="questions"
              label={t("theme.questions")}
              hint={t("theme.questionsHint")}
              rows={6}
              defaultValue={edited?.questions.join("\n")}
            />
          </PostForm>
        </Card>
      </Section>
      <Section title={t("theme.all")}>
        {props.page.rows.length === 0 ? (
          <EmptyState title={t("theme.none")} hint={t("theme.noneHint")} />
        ) : null}
        {props.page.rows.map((one) => (
          <Card key={one.themeId}>
            <h3>
              {monthWords(one.month)} · {one.title}
            </h3>
            {one.questions.map((question, at) => (
              <p key={question}>
                {at + 1}. {question}
              </p>
            ))}
            <LinkButton to={`/themes?month=${one.month}`} icon="edit">
              {t("theme.change")}
            </LinkButton>
            <ButtonForm look="quiet" label={t("theme.remove")} name="intent" value="remove">
              <input type="hidden" name="month" value={one.month} />
              <input type="hidden" name="version" value={one.version} />
            </ButtonForm>
          </Card>
        ))}
        <KeysetPager page={pageEnds(props.page, (row) => row.themeId)} />
      </Section>
    </>
  );
}
