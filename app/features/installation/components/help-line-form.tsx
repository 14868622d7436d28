import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { HelpLine } from "../help-line.server.ts";

/** Where the administrator says whom people call who can't get on. */
export function HelpLineForm(props: {
  line: HelpLine;
  answer: (FormAnswer & { typed?: Record<string, string> }) | undefined;
}) {
  const t = useT();
  const { line, answer } = props;
  return (
    <>
      <PageHeader title={t("nav.helpLine")} lead={t("help.lead")} />
      <Card>
        <PostForm
          key={line.version}
          version={line.version}
          errors={formErrors(t, answer)}
          typed={answer && !answer.ok ? answer.typed : undefined}
          buttons={<SubmitButton>{t("help.save")}</SubmitButton>}
        >
          <TextField
            name="phone"
            type="tel"
            label={t("help.phone")}
            hint={t("help.phoneHint")}
            defaultValue={line.phone}
            width={20}
            optional
          />
          <TextField
            name="zh"
            label={t("help.zh")}
            hint={t("help.zhHint")}
            maxLength={60}
            defaultValue={line.zh}
            optional
          />
          <TextField name="en" label={t("help.en")} maxLength={120} defaultValue={line.en} optional />
        </PostForm>
      </Card>
    </>
  );
}
