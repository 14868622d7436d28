import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { factsInWords, noticeHead, noticeLevel } from "#app/i18n/notice-words.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import css from "./inbox.module.css";

/** One notice as the inbox shows it; instants ISO. */
export type InboxEntry = {
  noticeId: number;
  kind: string;
  level: number | null;
  inCopy: boolean;
  issueId: number | null;
  number: string | null;
  title: string | null;
  facts: Record<string, unknown>;
  createdAt: string;
  acknowledgedAt: string | null;
};

function Level({ row }: { row: InboxEntry }) {
  const word = noticeLevel(useT(), row);
  return word === null ? null : <StatusBadge solid look={row.level === 0 ? "warn" : "late"} word={word} />;
}

/** What has been told to the person signed in, newest first; what one answers for waits for 已阅. */
export function Inbox(props: { rows: readonly InboxEntry[]; before: number | null; first: boolean }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const settings = <a href="/notice-settings">{t("notice.settings")}</a>;
  if (props.rows.length === 0)
    return (
      <>
        <PageHeader title={t("nav.notices")} actions={settings} />
        <EmptyState title={t("notice.empty")} hint={t("notice.emptyHint")} />
      </>
    );
  return (
    <>
      <PageHeader title={t("nav.notices")} actions={settings} />
      <ol className={css.list}>
        {props.rows.map((row) => (
          <li key={row.noticeId} className={css.row} data-new={row.acknowledgedAt === null ? "" : undefined}>
            <div className={css.words}>
              <p className={css.head}>
                <Level row={row} />
                <b>{noticeHead(t, row)}</b>
                {row.inCopy ? <span className={css.copy}>{t("notice.inCopy")}</span> : null}
                <time dateTime={row.createdAt}>{formatInstant(row.createdAt)}</time>
              </p>
              {typeof row.facts.firm === "string" ? (
                <Link to={`/firms/${String(row.facts.firmId)}`}>{row.facts.firm}</Link>
              ) : null}
              {typeof row.facts.href === "string" ? (
                <Link to={row.facts.href}>{t.dynamic(`notice.${row.kind}`, factsInWords(row.facts))}</Link>
              ) : null}
              {row.issueId === null ? null : (
                <Link to={`/issues/${row.issueId}`}>
                  {row.number} {row.title}
                </Link>
              )}
            </div>
            {row.acknowledgedAt === null ? (
              <PostForm inline buttons={<SubmitButton look="second">{t("notice.acknowledge")}</SubmitButton>}>
                <input type="hidden" name="noticeId" value={row.noticeId} />
              </PostForm>
            ) : (
              <span className={css.seen}>{t("notice.acknowledged")}</span>
            )}
          </li>
        ))}
      </ol>
      <KeysetPager page={{ previous: props.first ? null : "", next: props.before }} />
    </>
  );
}
