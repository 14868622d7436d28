import { Link } from "@remix-run/react";
import { unitOfCounty } from "#app/domain/register/unit-of-county.ts";
import type { HollowSign } from "#app/domain/supervision/states.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, TextareaField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { ClosurePage, ClosureRow } from "../list-closures.query.server.ts";
import css from "./closures.module.css";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

/** Closures that look hollow 疑似虚假办结, each with what makes it look so and the answer that was given. */
export function ClosureList(props: {
  page: ClosurePage;
  show: "waiting" | "decided";
  mayDecide: boolean;
  answer: Answer;
}) {
  const t = useT();
  const { formatCount } = useFormat();
  const { page, show } = props;
  const other = show === "waiting" ? "decided" : "waiting";
  return (
    <>
      <PageHeader
        title={t("nav.closures")}
        lead={t("closure.lead")}
        actions={<Link to={`/closures?show=${other}`}>{t(`closure.show.${other}`)}</Link>}
      />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, ({ reviewId }) =>
          page.rows.some((row) => decidable(row, props) && String(row.reviewId) === reviewId),
        )}
      />
      <h2 className={css.head}>
        {t(`closure.show.${show}`)}
        {show === "waiting" ? ` ${formatCount(page.waiting)}` : ""}
      </h2>
      {page.rows.length === 0 ? (
        <EmptyState title={t(`closure.empty.${show}`)} hint={t("closure.emptyHint")} />
      ) : null}
      <ul className={css.list}>
        {page.rows.map((row) => (
          <li key={row.reviewId}>
            <Card>
              <Closure row={row} {...props} />
            </Card>
          </li>
        ))}
      </ul>
      <KeysetPager page={{ previous: page.first ? null : "", next: page.next }} />
    </>
  );
}

function decidable(row: ClosureRow, { mayDecide }: { mayDecide: boolean }): boolean {
  return row.decision === null && mayDecide;
}

function Closure({ row, mayDecide, answer }: { row: ClosureRow; mayDecide: boolean; answer: Answer }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const mine = typed?.reviewId === String(row.reviewId);
  return (
    <>
      <h3 className={css.title}>
        <Link to={`/issues/${row.issueId}`}>
          {row.number} {row.title}
        </Link>
      </h3>
      <p className={css.quiet}>
        {unitOfCounty(row.county, row.unit)} · {t.dynamic(`issue.closing.${row.closing}`)} ·{" "}
        {formatInstant(row.closedAt)}
      </p>
      <ul className={css.signs}>
        {row.signs.map((sign) => (
          <li key={sign}>
            <Sign row={row} sign={sign} />
          </li>
        ))}
      </ul>
      {row.answer === null ? null : (
        <details>
          <summary>{t("closure.answer")}</summary>
          <p className={css.words}>{row.answer}</p>
        </details>
      )}
      {row.decision === null ? null : (
        <p>
          <StatusBadge
            solid
            look={row.decision === "hollow" ? "late" : "good"}
            word={t(`closure.decision.${row.decision}`)}
          />{" "}
          {row.reason} · {row.decidedBy}
        </p>
      )}
      {decidable(row, { mayDecide }) ? (
        <details open={mine}>
          <summary>{t("closure.decide")}</summary>
          <PostForm
            errors={mine ? formErrors(t, answer) : undefined}
            typed={mine ? typed : undefined}
            version={row.version}
            buttons={<SubmitButton>{t("closure.record")}</SubmitButton>}
          >
            <input type="hidden" name="reviewId" value={row.reviewId} />
            <ChoiceField
              name="decision"
              label={t("closure.found")}
              options={(["sound", "hollow"] as const).map((value) => ({
                value,
                label: t(`closure.decision.${value}`),
                hint: t(`closure.effect.${value}`),
              }))}
            />
            <TextareaField name="reason" label={t("closure.reason")} rows={2} />
          </PostForm>
        </details>
      ) : null}
    </>
  );
}

/** One sign in words, with the link to the other issue it names. */
function Sign({ row, sign }: { row: ClosureRow; sign: HollowSign }) {
  const t = useT();
  const facts = row.facts[sign] ?? {};
  const id = facts.otherId ?? facts.againId;
  const words = t.dynamic(`closure.sign.${sign}`, {
    minutes: facts.minutes ?? "",
    percent: Math.round(Number(facts.likeness ?? 0) * 100),
    days: facts.days ?? "",
  });
  return (
    <>
      {words} {id === undefined ? null : <Link to={`/issues/${id}`}>{facts.other ?? facts.again}</Link>}
    </>
  );
}
