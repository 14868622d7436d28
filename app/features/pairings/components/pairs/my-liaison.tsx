import type { MyLiaison } from "#app/features/pairings/pairs/my-liaison.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** A firm's own page: who its liaison is, what changed, and how to ask for another. */
export function MyLiaisonPage(props: { mine: MyLiaison; answer: FormAnswer | undefined }) {
  const { mine } = props;
  const t = useT();
  const { formatFullDay } = useFormat();
  const now = mine.liaisons.find((one) => one.endedOn === null);
  const { lastChange } = mine;
  return (
    <>
      <PageHeader title={t("myLiaison.title")} lead={mine.firm} />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, ({ intent }) =>
          intent === "ask"
            ? mayAsk(mine)
            : (intent === "conflict" || intent === "release") && declarable(mine) !== undefined,
        )}
      />
      {mine.care ? (
        <Notice tone="warn">{t("myLiaison.care", { township: mine.care.township })}</Notice>
      ) : null}
      {now && !mine.care ? (
        <Card>
          <p>
            <b>{now.name}</b>
          </p>
          <p>{t("myLiaison.since", { day: formatFullDay(now.startedOn) })}</p>
        </Card>
      ) : null}
      {lastChange ? (
        <Notice>
          {t("myLiaison.changed", {
            day: formatFullDay(lastChange.on),
            from: lastChange.from,
            to: lastChange.to,
          })}
        </Notice>
      ) : null}
      {mine.liaisons.length > 1 ? (
        <Section title={t("myLiaison.history")}>
          <ul>
            {mine.liaisons.map((one) => (
              <li key={one.pairingId}>
                {one.endedOn === null
                  ? t("myLiaison.current", { name: one.name, from: formatFullDay(one.startedOn) })
                  : t("myLiaison.period", {
                      name: one.name,
                      from: formatFullDay(one.startedOn),
                      to: formatFullDay(one.endedOn),
                    })}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <AskOther mine={mine} answer={props.answer} />
      <Conflict mine={mine} answer={props.answer} />
    </>
  );
}

/** Whether the form that asks for another liaison is shown. */
function mayAsk({ request, liaisons }: MyLiaison): boolean {
  return liaisons.some((one) => one.endedOn === null) && request?.state !== "open";
}

/** The liaison with whom a conflict may be declared, where none is. */
function declarable({ care, conflicts, liaisons }: MyLiaison) {
  const now = care ? undefined : liaisons.find((one) => one.endedOn === null);
  return conflicts.some((one) => one.deputyId === now?.deputyId) ? undefined : now;
}

function AskOther(props: { mine: MyLiaison; answer: FormAnswer | undefined }) {
  const { request } = props.mine;
  const { answer } = props;
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <Section title={t("request.title")}>
      {request ? (
        <Notice>
          <p>
            {t.dynamic(`request.state.${request.state}`)} · {formatInstant(request.at)}
          </p>
          {request.decision === "" ? null : <p>{request.decision}</p>}
        </Notice>
      ) : null}
      {mayAsk(props.mine) ? (
        <PostForm
          errors={saidOf(answer) === "ask" ? formErrors(t, answer) : []}
          typed={saidOf(answer) === "ask" ? typedOf(answer) : undefined}
          buttons={
            <SubmitButton look="second" name="intent" value="ask">
              {t("request.send")}
            </SubmitButton>
          }
        >
          <TextareaField
            name="reason"
            label={t("request.reason")}
            hint={t("request.hint")}
            maxLength={500}
            rows={4}
          />
        </PostForm>
      ) : null}
    </Section>
  );
}

/** A conflict of interest that the firm knows of: the next plan pairs the two no more. */
function Conflict({ mine, answer }: { mine: MyLiaison; answer: FormAnswer | undefined }) {
  const liaison = declarable(mine);
  const t = useT();
  const { formatInstant } = useFormat();
  const said = saidOf(answer) === "conflict" || saidOf(answer) === "release";
  if (mine.conflicts.length === 0 && !liaison) return null;
  return (
    <Section title={t("conflict.title")}>
      <p>{t("conflict.lead")}</p>
      {mine.conflicts.map((one) => (
        <Card key={one.constraintId}>
          <p>
            <b>{one.deputy}</b> · {one.reason}
          </p>
          <p>{t("conflict.since", { at: formatInstant(one.since) })}</p>
          <ButtonForm look="second" name="intent" value="release" label={t("conflict.release")}>
            <input type="hidden" name="constraintId" value={one.constraintId} />
          </ButtonForm>
        </Card>
      ))}
      {liaison ? (
        <PostForm
          errors={said ? formErrors(t, answer) : []}
          typed={said ? typedOf(answer) : undefined}
          buttons={
            <SubmitButton look="second" name="intent" value="conflict">
              {t("conflict.declare")}
            </SubmitButton>
          }
        >
          <input type="hidden" name="deputyId" value={liaison.deputyId} />
          <TextField
            name="conflict"
            label={t("conflict.what", { name: liaison.name })}
            hint={t("conflict.hint")}
            maxLength={200}
          />
        </PostForm>
      ) : null}
    </Section>
  );
}

/** Which of the page's forms an answer is about. */
function saidOf(answer: FormAnswer | undefined): string | undefined {
  return typedOf(answer)?.intent;
}

function typedOf(answer: FormAnswer | undefined) {
  return answer && !answer.ok ? answer.typed : undefined;
}
