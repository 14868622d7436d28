import { Link } from "@remix-run/react";
import type { Refusal } from "#app/domain/result.ts";
import { useT } from "#app/i18n/context.tsx";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { TextareaField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { BulkIntent } from "../desk.schema.ts";
import { LevelChoice } from "./desk-decision.tsx";

/** One chosen issue; `refusal` = why the decision can't be made on it. */
export type BulkIssueLine = { issueId: number; number: string; title: string; refusal: Refusal | null };

/** A decision on several issues: first what it would do to each, then what came of it, failures with their reasons. */
export function DeskBulk(props: {
  intent: BulkIntent;
  set: string;
  lines: readonly BulkIssueLine[];
  /** The outcome, once decided. */
  done: readonly BulkIssueLine[] | null;
  errors: readonly FieldError[];
  typed: Typed;
}) {
  const t = useT();
  const back = { to: `/desk?set=${props.set}`, label: t("desk.bulk.back") };
  const title = t(`desk.bulk.${props.intent}`);
  if (props.done !== null) {
    const failed = props.done.filter((line) => line.refusal !== null);
    return (
      <>
        <PageHeader title={title} back={back} />
        <Notice title={t("desk.bulk.done", { count: props.done.length - failed.length })}>
          {failed.length === 0 ? t("desk.bulk.allDone") : t("desk.bulk.failed", { count: failed.length })}
        </Notice>
        <Lines lines={failed} />
        <LinkButton to={back.to}>{back.label}</LinkButton>
      </>
    );
  }
  if (props.lines.length === 0)
    return (
      <>
        <PageHeader title={title} back={back} />
        <ErrorSummary errors={props.errors} />
        <EmptyState title={t("desk.bulk.nothing")} hint={t("desk.bulk.nothingHint")} />
      </>
    );
  const able = props.lines.filter((line) => line.refusal === null);
  const unable = props.lines.filter((line) => line.refusal !== null);
  return (
    <>
      <PageHeader title={title} lead={t("desk.bulk.lead", { count: props.lines.length })} back={back} />
      {unable.length === 0 ? null : (
        <Notice tone="warn" title={t("desk.bulk.unable", { count: unable.length })}>
          <Lines lines={unable} />
        </Notice>
      )}
      {able.length === 0 ? (
        <ErrorSummary errors={props.errors} />
      ) : (
        <ConfirmPanel
          title={t("desk.bulk.able", { count: able.length })}
          effect={<Lines lines={able} />}
          confirm={title}
          cancel={{ to: back.to, label: t("common.cancel") }}
          hidden={{ intent: props.intent, set: props.set }}
          errors={props.errors}
          typed={props.typed}
        >
          {able.map((line) => (
            <input key={line.issueId} type="hidden" name="issueId" value={line.issueId} />
          ))}
          {props.intent === "decide_level" ? <LevelChoice /> : null}
          <TextareaField name="reason" label={t("desk.reason")} hint={t("desk.reasonHint")} rows={2} />
        </ConfirmPanel>
      )}
    </>
  );
}

function Lines(props: { lines: readonly BulkIssueLine[] }) {
  const t = useT();
  return (
    <ul>
      {props.lines.map((line) => (
        <li key={line.issueId}>
          <Link to={`/issues/${line.issueId}`}>{line.number}</Link> {line.title}
          {line.refusal === null ? null : `：${t.refusal(line.refusal)}`}
        </li>
      ))}
    </ul>
  );
}
