import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { Timeline } from "#app/ui/record/timeline.tsx";
import type { GroupedIssue, MatterView } from "../get-matter.query.server.ts";
import css from "./matter.module.css";
import { MatterIssues } from "./matter-issues.tsx";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

/** One matter 督办事项: its issues, each answered for itself, how far they are, and what was done with the matter. */
export function MatterRecord({ matter, answer }: { matter: MatterView; answer: Answer }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const settled = matter.issues.filter((one) => one.state === "closed").length;
  const closed = matter.closedAt !== null;
  return (
    <>
      <RecordHeader
        back={<Link to="/matters">{t("nav.matters")}</Link>}
        name={matter.title}
        code={matter.number}
        badges={
          <StatusBadge
            solid
            look={closed ? "done" : "work"}
            word={t(closed ? "matter.closed" : "matter.running")}
          />
        }
      />
      <ErrorSummary
        errors={unplacedErrors(
          t,
          answer,
          ({ command, issueId }) =>
            matter.mayChange &&
            (command === "join" ||
              command === "close" ||
              (command === "leave" && matter.issues.some((one) => String(one.issueId) === issueId))),
        )}
      />
      <RecordBody facts={<MatterFacts matter={matter} />}>
        {closed ? (
          <Notice title={t("matter.closed")}>
            <p className={css.words}>{matter.closedReason}</p>
          </Notice>
        ) : null}
        <p className={css.words}>{matter.reason}</p>
        <p>
          {t("matter.progress", { settled, all: matter.issues.length, firms: matter.firms })}{" "}
          <progress
            className={css.bar}
            max={Math.max(1, matter.issues.length)}
            value={settled}
            aria-label={t("matter.settled")}
          />
        </p>
        <Section title={t("matter.issues")} note={t("matter.eachForItself")}>
          <div className={css.issues}>
            <MatterIssues
              caption={t("matter.issues")}
              rows={matter.issues}
              extra={
                matter.mayChange
                  ? {
                      head: t("matter.takeOut"),
                      cell: (row) => <LeaveForm row={row} version={matter.version} answer={answer} />,
                    }
                  : undefined
              }
            />
          </div>
          {matter.beyond > 0 ? (
            <p className={css.quiet}>{t("matter.beyond", { count: matter.beyond })}</p>
          ) : null}
        </Section>
        {matter.mayChange ? <MatterForms matter={matter} answer={answer} settled={settled} /> : null}
        <Section title={t("issue.page.timeline")}>
          <Timeline
            label={t("issue.page.timeline")}
            entries={matter.steps.map((step) => ({
              key: step.key,
              at: step.at,
              when: formatInstant(step.at),
              title: t.dynamic(`event.${step.kind}`),
              by: step.by ?? undefined,
              body: step.words === "" ? undefined : step.words,
            }))}
          />
        </Section>
      </RecordBody>
    </>
  );
}

function MatterFacts({ matter }: { matter: MatterView }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const category =
    matter.category === null ? null : t.locale === "en" ? matter.category.nameEn : matter.category.name;
  return (
    <FactList
      facts={[
        { label: t("matter.unit"), value: matter.unit ?? t("matter.severalUnits") },
        { label: t("matter.category"), value: category ?? t("matter.severalCategories") },
        { label: t("letter.county"), value: matter.county ?? t("matter.wholeCity") },
        {
          label: t("matter.openedAt"),
          value: `${formatInstant(matter.openedAt)} · ${matter.openedBy ?? ""}`,
        },
        {
          label: t("matter.closedAt"),
          value:
            matter.closedAt === null ? null : `${formatInstant(matter.closedAt)} · ${matter.closedBy ?? ""}`,
        },
      ]}
    />
  );
}

function ofCommand(t: ReturnType<typeof useT>, answer: Answer, command: string, issueId?: number) {
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const mine = typed?.command === command && (issueId === undefined || typed.issueId === String(issueId));
  return mine ? { errors: formErrors(t, answer), typed } : {};
}

function LeaveForm(props: { row: GroupedIssue; version: number; answer: Answer }) {
  const t = useT();
  const mine = ofCommand(t, props.answer, "leave", props.row.issueId);
  return (
    <details open={mine.errors !== undefined}>
      <summary>{t("matter.takeOut")}</summary>
      <PostForm
        {...mine}
        version={props.version}
        buttons={
          <SubmitButton look="second" name="command" value="leave">
            {t("matter.takeOut")}
          </SubmitButton>
        }
      >
        <input type="hidden" name="issueId" value={props.row.issueId} />
        <TextField name="reason" label={t("matter.leaveReason")} />
      </PostForm>
    </details>
  );
}

function MatterForms({ matter, answer, settled }: { matter: MatterView; answer: Answer; settled: number }) {
  const t = useT();
  const join = ofCommand(t, answer, "join");
  const close = ofCommand(t, answer, "close");
  const open = matter.issues.length - settled;
  return (
    <>
      <details open={join.errors !== undefined}>
        <summary>{t("matter.join", { count: matter.alike.length })}</summary>
        <PostForm
          {...join}
          version={matter.version}
          buttons={
            <SubmitButton look="second" name="command" value="join">
              {t("matter.joinDo")}
            </SubmitButton>
          }
        >
          <div className={css.alike}>
            {matter.alike.map((row) => (
              <label key={row.issueId}>
                <input type="checkbox" name="issueId" value={row.issueId} />
                <span>
                  {row.number} {row.title} · {row.firm ?? t("matter.firmHidden")}
                </span>
              </label>
            ))}
          </div>
          <TextField name="numbers" label={t("matter.numbers")} hint={t("matter.numbersHint")} optional />
        </PostForm>
      </details>
      <details open={close.errors !== undefined}>
        <summary>{t("matter.close")}</summary>
        <PostForm
          {...close}
          version={matter.version}
          buttons={
            <SubmitButton look="second" name="command" value="close">
              {t("matter.close")}
            </SubmitButton>
          }
        >
          <p>{t(open > 0 ? "matter.closeOpen" : "matter.closeSettled", { count: open })}</p>
          <TextareaField name="reason" label={t("matter.result")} rows={3} />
        </PostForm>
      </details>
    </>
  );
}
