import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import type { Correction, FormerMessage } from "../corrections/list-corrections.query.server.ts";

/** Where a firm says what is wrong in what is held about it, and what became of it. */
export function CorrectionAsked(props: {
  corrections: readonly Correction[];
  answer: (FormAnswer & { typed?: Record<string, string> }) | undefined;
}) {
  const t = useT();
  const { formatInstant } = useFormat();
  const failed =
    props.answer && !props.answer.ok && props.answer.typed?.command === "correct" ? props.answer : undefined;
  return (
    <Section title={t("correction.title")} note={t("correction.hint")}>
      {/* Once it has arrived the box is empty again. */}
      <PostForm
        key={props.corrections[0]?.correctionId ?? 0}
        errors={formErrors(t, failed)}
        typed={failed?.typed}
        buttons={
          <SubmitButton look="second" name="command" value="correct">
            {t("correction.send")}
          </SubmitButton>
        }
      >
        <TextareaField
          name="wanted"
          label={t("correction.wanted")}
          hint={t("correction.wantedHint")}
          rows={3}
        />
      </PostForm>
      {props.corrections.map((one) => (
        <Card key={one.correctionId}>
          <p>{one.wanted}</p>
          <p>
            {formatInstant(one.askedAt)} · <b>{t(`correction.state.${one.state}`)}</b>
            {one.decision === "" ? null : ` · ${one.decision}`}
          </p>
        </Card>
      ))}
    </Section>
  );
}

/** The messages a firm sent by codes before, each with where it stands. */
export function FormerMessages({ messages }: { messages: readonly FormerMessage[] }) {
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <Section title={t("access.messages")} note={t("access.messagesHint")}>
      {messages.length === 0 ? <EmptyState title={t("access.noMessages")} /> : null}
      {messages.map((one) => (
        <Card key={one.messageId}>
          <p>
            <b>{one.number}</b> {formatInstant(one.receivedAt)} · {t(`message.state.${one.state}`)}
          </p>
          <p>{one.words}</p>
          {one.issueId === null ? null : <Link to={`/issues/${one.issueId}`}>{t("access.openIssue")}</Link>}
        </Card>
      ))}
    </Section>
  );
}
