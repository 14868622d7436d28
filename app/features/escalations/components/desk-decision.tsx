import { Link } from "@remix-run/react";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { ChoiceField, TextareaField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import type { BulkIntent } from "../desk.schema.ts";
import css from "./desk-board.module.css";

/** An issue whose level is being decided on. */
export type DecidedIssue = {
  issueId: number;
  number: string;
  title: string;
  version: number;
  commands: readonly BulkIntent[];
};

/** Decisions on one issue of the desk, in place and with a reason: its level, a stand-down 解除督办, or watching it again. */
export function DeskDecision(props: {
  issue: DecidedIssue;
  back: string;
  answer: (FormAnswer & { typed?: Record<string, string> }) | undefined;
}) {
  const t = useT();
  const { issue, answer } = props;
  const typed = answer && !answer.ok ? answer.typed : undefined;
  return (
    <section id="decide" className={css.decision} aria-label={t("desk.decideOn", { number: issue.number })}>
      <Card>
        <h2>{t("desk.decideOn", { number: issue.number })}</h2>
        <p>
          <Link to={`/issues/${issue.issueId}`}>{issue.title}</Link>
        </p>
        {issue.commands.length === 0 ? <p>{t("desk.nothingToDecide")}</p> : null}
        {issue.commands.map((command) => (
          <details key={command} open={issue.commands.length === 1 || typed?.command === command}>
            <summary>{t(`desk.bulk.${command}`)}</summary>
            <PostForm
              errors={typed?.command === command ? formErrors(t, answer) : undefined}
              typed={typed}
              version={issue.version}
              buttons={<SubmitButton>{t(`desk.bulk.${command}`)}</SubmitButton>}
            >
              <input type="hidden" name="command" value={command} />
              <input type="hidden" name="issueId" value={issue.issueId} />
              {command === "decide_level" ? <LevelChoice /> : null}
              <TextareaField name="reason" label={t("desk.reason")} hint={t("desk.reasonHint")} rows={2} />
            </PostForm>
          </details>
        ))}
        <div className={css.beside}>
          <ButtonForm action="/letters?index" look="second" label={t("letter.draftByHand")}>
            <input type="hidden" name="issueId" value={issue.issueId} />
          </ButtonForm>
          <LinkButton to={props.back} look="quiet">
            {t("common.cancel")}
          </LinkButton>
        </div>
      </Card>
    </section>
  );
}

/** The levels that only a person sets. */
export function LevelChoice() {
  const t = useT();
  return (
    <ChoiceField
      name="level"
      label={t("desk.level")}
      inline
      defaultValue="3"
      options={["3", "4", "5"].map((value) => ({ value, label: t.dynamic(`level.${value}`) }))}
    />
  );
}
