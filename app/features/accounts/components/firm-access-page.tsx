import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { CheckboxField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Card, FactList, Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { FirmAccess } from "../firm-access.query.server.ts";

export type AccessAnswer = FormAnswer & { link?: string };

/** What is held about a firm, who speaks for it, and the one-time code for another person; `own` = seen by the firm itself. */
export function FirmAccessPage(props: {
  firm: FirmAccess;
  own: boolean;
  answer: AccessAnswer | undefined;
  /** What the firm itself asks to put right, and what it wrote before. */
  corrections?: ReactNode;
  messages?: ReactNode;
}) {
  const t = useT();
  const { formatFullDay } = useFormat();
  const { firm, own, answer } = props;
  const failed = answer && !answer.ok ? answer : undefined;
  return (
    <>
      <PageHeader title={own ? t("access.ownTitle") : t("access.title")} lead={firm.name} />
      <ErrorSummary
        errors={unplacedErrors(
          t,
          answer,
          ({ command }) => command === "code" || (own && command === "correct"),
        )}
      />
      {answer?.link ? (
        <Notice title={t("access.codeTitle")}>
          <p>{t("access.codeHint")}</p>
          <p>
            <b style={{ overflowWrap: "anywhere" }}>{answer.link}</b>
          </p>
        </Notice>
      ) : null}
      <Section title={t("access.held")} note={own ? t("access.heldHint") : undefined}>
        <Card>
          <FactList
            none={t("common.none")}
            facts={[
              { label: t("access.firmName"), value: firm.name },
              { label: t("access.uscc"), value: firm.uscc },
              { label: t("access.place"), value: firm.place },
              { label: t("access.address"), value: firm.address },
              { label: t("access.phone"), value: firm.phone },
            ]}
          />
        </Card>
      </Section>
      {props.corrections}
      {props.messages}
      <Section title={t("access.people")}>
        {firm.people.length === 0 ? <EmptyState title={t("access.nobody")} /> : null}
        {firm.people.map((one) => (
          <Card key={`${one.name} ${one.since}`}>
            <b>{one.name}</b> {one.phone}
            <p>
              {t("access.since", { day: formatFullDay(one.since) })} ·{" "}
              {t(one.active ? "access.active" : one.waiting ? "access.waiting" : "access.noAccount")}
            </p>
          </Card>
        ))}
      </Section>
      <Section
        title={own ? t("access.second") : t("access.give")}
        note={own ? t("access.secondHint") : t("access.giveHint")}
      >
        <PostForm
          errors={failed?.typed?.command === "code" ? formErrors(t, failed) : undefined}
          typed={failed?.typed}
          buttons={
            <SubmitButton name="command" value="code">
              {t("access.make")}
            </SubmitButton>
          }
        >
          <TextField name="name" label={t("access.personName")} />
          {own ? null : <CheckboxField name="replaces" label={t("access.replaces")} />}
        </PostForm>
      </Section>
      {own ? (
        <Section title={t("access.rights")}>
          <p>
            <a href="/my-firm/data" download>
              {t("access.export")}
            </a>
          </p>
          <details>
            <summary>{t("access.withdraw")}</summary>
            <PostForm
              buttons={
                <SubmitButton look="second" name="command" value="withdraw_consent">
                  {t("access.withdrawSend")}
                </SubmitButton>
              }
            >
              <p>{t("access.withdrawHint")}</p>
            </PostForm>
          </details>
        </Section>
      ) : null}
    </>
  );
}

/** On the firm's record: the way to its account, for those who hand it over. */
export function AccessLink(props: { firmId: number }) {
  const t = useT();
  return (
    <LinkButton to={`/access/${props.firmId}`} look="second" icon="key">
      {t("access.give")}
    </LinkButton>
  );
}
