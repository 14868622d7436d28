import { Link } from "@remix-run/react";
import { placeOf } from "#app/domain/supervision/ladder-exceptions.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { useLookAgain } from "#app/ui/feedback/use-look-again.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import type { RehearsalView } from "../get-rehearsal.query.server.ts";
import { exceptionWords } from "./exception-fields.tsx";
import { RehearsalCompared } from "./rehearsal-compared.tsx";
import css from "./rules.module.css";
import { RehearsalBadge } from "./rules-page.tsx";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

/** How often the page of a running rehearsal looks again, in milliseconds. */
const LOOK_MS = 800;

/** One rehearsal 预演: what is changed, what it would have meant, and the decision to put it in force. */
export function RehearsalPage(props: { rehearsal: RehearsalView; today: string; answer: Answer }) {
  const t = useT();
  const { rehearsal } = props;
  return (
    <>
      <RecordHeader
        back={<Link to="/rules">{t("nav.policy")}</Link>}
        name={rehearsal.purpose}
        badges={<RehearsalBadge state={rehearsal.state} />}
      />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, () => rehearsal.mayDecide && rehearsal.state !== "in_force")}
      />
      <RecordBody facts={<RehearsalFacts rehearsal={rehearsal} />}>
        {rehearsal.state === "running" ? <Running {...props} /> : null}
        {rehearsal.state === "failed" ? (
          <Notice tone="alarm" title={t("rules.failed")}>
            <p>{t(rehearsal.failure === "broken_off" ? "rules.brokenOffHint" : "rules.failedHint")}</p>
          </Notice>
        ) : null}
        {rehearsal.state === "cancelled" ? <Notice title={t("rules.cancelled")} /> : null}
        {rehearsal.state === "failed" || rehearsal.state === "cancelled" ? <Again {...props} /> : null}
        {rehearsal.state === "in_force" ? <InForce rehearsal={rehearsal} /> : null}
        <Changes rehearsal={rehearsal} />
        {rehearsal.figures === null ? null : <RehearsalCompared figures={rehearsal.figures} />}
        {rehearsal.state === "done" && rehearsal.mayDecide ? <PutInForce {...props} /> : null}
      </RecordBody>
    </>
  );
}

function RehearsalFacts({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatInstant, formatCount } = useFormat();
  const { seconds, figures } = rehearsal;
  return (
    <FactList
      facts={[
        { label: t("rules.by"), value: `${rehearsal.by} · ${formatInstant(rehearsal.createdAt)}` },
        { label: t("rules.replayed"), value: figures === null ? null : formatCount(figures.issues) },
        {
          label: t("rules.took"),
          value: seconds === null ? null : t("rules.seconds", { count: Math.max(1, Math.round(seconds)) }),
        },
        { label: t("rules.until"), value: t("rules.untilHint") },
      ]}
    />
  );
}

function Running({ rehearsal, answer }: { rehearsal: RehearsalView; answer: Answer }) {
  const t = useT();
  const { formatCount } = useFormat();
  const { done, total, stalled } = rehearsal;
  useLookAgain(true, LOOK_MS);
  return (
    <Section
      title={t(stalled ? "rules.stalled" : "rules.running")}
      note={stalled ? t("rules.stalledNote") : rehearsal.failure ? t("rules.takenUp") : undefined}
    >
      <p role="status">{t("rules.progress", { done: formatCount(done), total: formatCount(total) })}</p>
      <progress className={css.bar} max={Math.max(1, total)} value={done} aria-label={t("rules.running")} />
      {rehearsal.mayDecide ? (
        <PostForm
          errors={formErrors(t, answer)}
          version={rehearsal.version}
          buttons={
            <SubmitButton look="second" name="intent" value="cancel">
              {t("rules.cancel")}
            </SubmitButton>
          }
        >
          {null}
        </PostForm>
      ) : null}
      <noscript>
        <p>
          <a href={`/rules/${rehearsal.rehearsalId}`}>{t("rules.lookAgain")}</a>
        </p>
      </noscript>
    </Section>
  );
}

function Again({ rehearsal, answer }: { rehearsal: RehearsalView; answer: Answer }) {
  const t = useT();
  if (!rehearsal.mayDecide) return null;
  return (
    <PostForm
      errors={formErrors(t, answer)}
      version={rehearsal.version}
      buttons={
        <SubmitButton look="second" name="intent" value="again">
          {t("rules.again")}
        </SubmitButton>
      }
    >
      {null}
    </PostForm>
  );
}

function InForce({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <Notice title={t("rules.inForce", { day: formatDay(rehearsal.inForceFrom ?? "1970-01-01") })}>
      <p>
        {rehearsal.decidedBy}：{rehearsal.reason}
      </p>
    </Notice>
  );
}

function Changes({ rehearsal }: { rehearsal: RehearsalView }) {
  const t = useT();
  const { formatDay } = useFormat();
  return (
    <Section title={t("rules.changes")}>
      <ul>
        {rehearsal.changed.map(({ rule, from, to }) => (
          <li key={rule}>
            {rule.startsWith("days_") ? t.dynamic(`clock.${rule.slice(5)}`) : t.dynamic(`rules.rule.${rule}`)}
            ： {from ?? t("rules.none")} → <b>{to ?? t("rules.none")}</b>
          </li>
        ))}
        {(rehearsal.exceptions ?? []).map((one) => (
          <li key={placeOf(one)}>{exceptionWords(t, one)}</li>
        ))}
        {rehearsal.exceptions?.length === 0 ? <li>{t("rules.noExceptions")}</li> : null}
        {(rehearsal.calendar ?? []).map(({ day, isWorkday, name }) => (
          <li key={day}>
            {formatDay(day)} {t(isWorkday ? "rules.work" : "rules.off")} {name}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function PutInForce({
  rehearsal,
  today,
  answer,
}: {
  rehearsal: RehearsalView;
  today: string;
  answer: Answer;
}) {
  const t = useT();
  const typed = answer && !answer.ok ? answer.typed : undefined;
  return (
    <Section title={t("rules.putInForce")} note={t("rules.putInForceNote")}>
      <PostForm
        errors={formErrors(t, answer)}
        typed={typed}
        version={rehearsal.version}
        buttons={
          <SubmitButton name="intent" value="put_in_force" icon="check">
            {t("rules.putInForce")}
          </SubmitButton>
        }
      >
        <TextField
          name="inForceFrom"
          type="date"
          label={t("rules.inForceFrom")}
          defaultValue={today}
          min={today}
          width={12}
        />
        <TextField name="reason" label={t("rules.reason")} maxLength={200} />
      </PostForm>
    </Section>
  );
}
