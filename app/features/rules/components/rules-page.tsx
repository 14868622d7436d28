import { Link } from "@remix-run/react";
import type { RehearsalState } from "#app/domain/supervision/states.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { RulesPage as Rules } from "../get-rules.query.server.ts";
import { ExceptionFields, ExceptionList } from "./exception-fields.tsx";
import css from "./rules.module.css";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

const LOOKS: Record<RehearsalState, Look> = {
  running: "work",
  done: "reply",
  failed: "late",
  cancelled: "off",
  in_force: "good",
};

/** Kinds of answer from the quickest on; stored numbers come in no order. */
const ANSWERS = ["urgent", "inquiry", "ordinary", "complex"] as const;

/** How a rehearsal stands. */
export function RehearsalBadge({ state }: { state: RehearsalState }) {
  const t = useT();
  return <StatusBadge solid look={LOOKS[state]} word={t(`rules.state.${state}`)} />;
}

/** The rules 规则设置: what is in force, drafts to be rehearsed, what was rehearsed, and every version with its reason. */
export function RulesPage(props: { rules: Rules; mayRules: boolean; mayCalendar: boolean; answer: Answer }) {
  const t = useT();
  const { formatInstant, formatDay } = useFormat();
  const { rules } = props;
  return (
    <>
      <PageHeader title={t("nav.policy")} lead={t("rules.lead")} />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, ({ intent }) =>
          intent === "rehearse_calendar"
            ? props.mayCalendar
            : props.mayRules && (intent === "rehearse" || intent === "desk"),
        )}
      />
      <Section title={t("rules.rehearsals")}>
        {rules.rehearsals.length === 0 ? <p className={css.quiet}>{t("rules.noRehearsals")}</p> : null}
        <ul className={css.list}>
          {rules.rehearsals.map((one) => (
            <li key={one.rehearsalId}>
              <Link to={`/rules/${one.rehearsalId}`}>{one.purpose}</Link>
              <RehearsalBadge state={one.state} />
              <span className={css.quiet}>
                {t(one.ofCalendar ? "rules.ofCalendar" : "rules.ofRules")} · {one.by} ·{" "}
                {formatInstant(one.createdAt)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {props.mayRules ? (
        <DraftForm {...props} />
      ) : (
        <ExceptionList ladder={rules.ladder} places={rules.places} />
      )}
      {props.mayCalendar ? <CalendarForm {...props} /> : null}
      {props.mayRules ? <DeskForm {...props} /> : null}
      <Section title={t("rules.calendar")}>
        <p>
          {t(props.mayCalendar ? "rules.calendarReachYours" : "rules.calendarReach", {
            announced:
              rules.calendar.announcedThrough === "" ? "–" : formatDay(rules.calendar.announcedThrough),
            covered: formatDay(rules.calendar.coveredTo),
          })}
        </p>
      </Section>
      <Section title={t("rules.versions")}>
        <ul className={css.list}>
          {rules.versions.map((one) => {
            const shipped = one.inForceFrom.startsWith("1970");
            return (
              <li key={`${one.kind}${one.version}`}>
                <b>
                  {t("rules.version", { kind: t.dynamic(`rules.kind.${one.kind}`), version: one.version })}
                </b>
                <span>{shipped ? t("policy.shipped") : one.reason}</span>
                <span className={css.quiet}>
                  {shipped ? t("rules.fromTheStart") : formatInstant(one.inForceFrom)}
                  {one.by === null ? "" : ` · ${one.by}`}
                </span>
              </li>
            );
          })}
        </ul>
      </Section>
    </>
  );
}

function ofIntent(t: ReturnType<typeof useT>, answer: Answer, intent: string) {
  const typed = answer && !answer.ok ? answer.typed : undefined;
  return typed?.intent === intent ? { errors: formErrors(t, answer), typed } : {};
}

function NumberField(props: { name: string; label: string; value: number | null }) {
  return (
    <TextField
      name={props.name}
      label={props.label}
      type="number"
      inputMode="numeric"
      width={6}
      defaultValue={String(props.value ?? 0)}
    />
  );
}

function DraftForm({ rules, answer }: { rules: Rules; answer: Answer }) {
  const t = useT();
  const { ladder, deadlines } = rules;
  const mine = ofIntent(t, answer, "rehearse");
  return (
    <Section title={t("rules.draft")} note={t("rules.draftNote")}>
      <PostForm
        {...mine}
        buttons={
          <SubmitButton name="intent" value="rehearse">
            {t("rules.rehearse")}
          </SubmitButton>
        }
      >
        <TextField name="purpose" label={t("rules.purpose")} hint={t("rules.purposeHint")} maxLength={120} />
        <h3 className={css.head}>{t("rules.answerDays")}</h3>
        <div className={css.grid}>
          {ANSWERS.map((kind) => (
            <NumberField
              key={kind}
              name={`answer_${kind}`}
              label={t(`rules.rule.answer_${kind}`)}
              value={deadlines.answerDays[kind]}
            />
          ))}
        </div>
        <h3 className={css.head}>{t("rules.ladder")}</h3>
        <div className={css.grid}>
          <NumberField
            name="yellowPercent"
            label={t("rules.rule.yellowPercent")}
            value={Math.round(ladder.yellowShare * 100)}
          />
          <NumberField name="level2Days" label={t("rules.rule.level2Days")} value={ladder.level2Days} />
          <NumberField name="level3Days" label={t("rules.rule.level3Days")} value={ladder.level3Days} />
          <NumberField name="notSolved" label={t("rules.rule.notSolved")} value={ladder.notSolved} />
          <NumberField name="returns" label={t("rules.rule.returns")} value={ladder.returns} />
          <NumberField name="sameProblem" label={t("rules.rule.sameProblem")} value={ladder.sameProblem} />
        </div>
        <p className={css.quiet}>{t("rules.zeroHint")}</p>
        <ExceptionFields ladder={ladder} places={rules.places} />
        <details>
          <summary>{t("rules.otherDays")}</summary>
          <div className={css.grid}>
            {Object.entries(deadlines.days).map(([clock, days]) => (
              <NumberField
                key={clock}
                name={`days_${clock}`}
                label={t.dynamic(`clock.${clock}`)}
                value={days}
              />
            ))}
          </div>
        </details>
      </PostForm>
    </Section>
  );
}

function CalendarForm({ answer }: { answer: Answer }) {
  const t = useT();
  return (
    <Section title={t("rules.draftCalendar")} note={t("rules.draftNote")}>
      <PostForm
        {...ofIntent(t, answer, "rehearse_calendar")}
        buttons={
          <SubmitButton name="intent" value="rehearse_calendar">
            {t("rules.rehearse")}
          </SubmitButton>
        }
      >
        <TextField name="purpose" label={t("rules.purpose")} maxLength={120} />
        <TextareaField
          name="days"
          label={t("rules.days")}
          hint={t("rules.daysHint")}
          placeholder={t("rules.daysExample")}
          rows={6}
        />
      </PostForm>
    </Section>
  );
}

function DeskForm({ rules, answer }: { rules: Rules; answer: Answer }) {
  const t = useT();
  const { desk } = rules;
  return (
    <Section title={t("rules.desk")} note={t("rules.deskNote")}>
      <PostForm
        {...ofIntent(t, answer, "desk")}
        buttons={
          <SubmitButton look="second" name="intent" value="desk">
            {t("rules.setDesk")}
          </SubmitButton>
        }
      >
        <div className={css.grid}>
          <NumberField name="soonDays" label={t("rules.rule.soonDays")} value={desk.soonDays} />
          <NumberField
            name="pausedLongDays"
            label={t("rules.rule.pausedLongDays")}
            value={desk.pausedLongDays}
          />
          <NumberField
            name="letterReplyDays"
            label={t("rules.rule.letterReplyDays")}
            value={desk.letterReplyDays}
          />
          <NumberField
            name="hollowMinutes"
            label={t("rules.rule.hollowMinutes")}
            value={desk.hollow.minutes}
          />
          <NumberField
            name="hollowPercent"
            label={t("rules.rule.hollowPercent")}
            value={Math.round(desk.hollow.likeness * 100)}
          />
          <NumberField
            name="recurrenceDays"
            label={t("rules.rule.recurrenceDays")}
            value={desk.hollow.recurrenceDays}
          />
        </div>
        <TextField name="reason" label={t("rules.reason")} maxLength={200} />
      </PostForm>
    </Section>
  );
}
