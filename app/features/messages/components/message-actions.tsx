import type { ReactNode } from "react";
import { useT } from "#app/i18n/context.tsx";
import type { FormError } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { CheckboxField, ChoiceField, SelectField, TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import type { MessagePage } from "../get-message.query.server.ts";
import type { MessageFormCommand } from "../message.schema.ts";
import { GiveLink } from "./give-link.tsx";
import css from "./messages.module.css";

type Props = {
  message: MessagePage;
  errors: readonly FormError[];
  typed: Record<string, string> | undefined;
};

/** What may be done with a message now: passing it on is one tap where the firm is known; the rest is folded away. */
export function MessageActions(props: Props) {
  const t = useT();
  const { message } = props;
  const may = (command: MessageFormCommand) => (message.commands as string[]).includes(command);
  const known = message.firm !== null;
  const others = (["release", "ask_back", "hand_on", "propose_closing", "decline", "review"] as const).filter(
    may,
  );
  return (
    <Section title={t("issue.page.actions")}>
      {may("pass_on") ? (
        <Card>
          <Form {...props} command="pass_on">
            {known ? <p>{t("message.pass_on.hint")}</p> : <FirmFields message={message} />}
          </Form>
        </Card>
      ) : null}
      {others.map((command) =>
        command === "review" && !message.reviewOpen ? null : (
          <details key={command} className={css.fold} open={props.typed?.command === command || undefined}>
            <summary>{t(`message.command.${command}`)}</summary>
            <Form {...props} command={command} second>
              <Fields command={command} message={message} />
            </Form>
          </details>
        ),
      )}
      {known && may("name_firm") ? (
        <details className={css.fold} open={props.typed?.command === "name_firm" || undefined}>
          <summary>{t("message.command.name_firm")}</summary>
          <Form {...props} command="name_firm" second>
            <FirmFields message={message} />
          </Form>
        </details>
      ) : null}
      <GiveLink number={message.number} link={null} />
    </Section>
  );
}

function Form(props: Props & { command: MessageFormCommand; second?: boolean; children: ReactNode }) {
  const t = useT();
  const { command, message } = props;
  const mine = props.typed?.command === command;
  return (
    <PostForm
      errors={mine ? props.errors : undefined}
      typed={mine ? props.typed : undefined}
      version={message.version}
      buttons={
        <SubmitButton look={props.second ? "second" : "main"} name="command" value={command}>
          {t(`message.command.${command}`)}
        </SubmitButton>
      }
    >
      {props.children}
    </PostForm>
  );
}

function FirmFields(props: { message: MessagePage }) {
  const t = useT();
  const { candidates, firmName } = props.message;
  return (
    <>
      {candidates.length === 0 ? null : (
        <SelectField
          name="firmId"
          label={t("message.field.firmId")}
          optional
          options={[
            { value: "", label: t("message.field.noFirm") },
            ...candidates.map((firm) => ({
              value: String(firm.firmId),
              label: `${firm.name}（${firm.place}）`,
            })),
          ]}
        />
      )}
      <TextField
        name="firmUscc"
        label={t("message.field.firmUscc")}
        hint={t("message.field.firmUsccHint")}
        optional
      />
      <TextField name="firmTitle" label={t("message.field.firmTitle")} defaultValue={firmName} optional />
    </>
  );
}

function Fields(props: {
  command: Exclude<MessageFormCommand, "pass_on" | "name_firm">;
  message: MessagePage;
}) {
  const t = useT();
  const { command, message } = props;
  switch (command) {
    case "release":
      return <p>{t("message.release.hint")}</p>;
    case "hand_on":
      return (
        <>
          <ChoiceField
            name="to"
            label={t("message.field.to")}
            defaultValue={message.direct ? "county_supervisor" : "clerk"}
            options={(message.direct
              ? (["county_supervisor"] as const)
              : (["deputy", "clerk", "county_supervisor"] as const)
            ).map((value) => ({ value, label: t(`message.handOn.${value}`) }))}
          />
          {message.direct ? null : (
            <TextField
              name="deputyName"
              label={t("message.field.deputyName")}
              hint={
                message.firm?.liaison
                  ? t("message.field.deputyHint", { name: message.firm.liaison })
                  : undefined
              }
              optional
            />
          )}
          <TextareaField name="words" label={t("message.field.note")} rows={2} optional />
        </>
      );
    case "decline":
      return (
        <>
          <TextareaField name="words" label={t("message.field.reason")} rows={3} />
          <TextField name="whereToGo" label={t("message.field.whereToGo")} />
        </>
      );
    case "review":
      return (
        <>
          <CheckboxField name="reopened" label={t("message.field.reopened")} />
          <TextareaField name="words" label={t("message.field.reason")} rows={3} />
        </>
      );
    default:
      return (
        <TextareaField
          name="words"
          label={t(command === "ask_back" ? "message.field.what" : "message.field.reason")}
          rows={3}
        />
      );
  }
}
