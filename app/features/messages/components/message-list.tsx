import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { MessageLine, MessageListPage } from "../list-messages.query.server.ts";
import { MESSAGE_LISTS } from "../message-lists.ts";
import css from "./messages.module.css";

const LOOKS: Record<MessageLine["state"], Look> = {
  received: "fresh",
  asked_back: "pause",
  held: "warn",
  passed_on: "work",
  closed: "shut",
};

/** The queue of messages of whoever looks: what waits for their own step first. */
export function MessageQueue(props: { page: MessageListPage; first: boolean }) {
  const t = useT();
  const { page } = props;
  return (
    <>
      <PageHeader title={t("nav.messages")} lead={t("message.list.lead")} />
      <nav aria-label={t("nav.messages")} className={css.tabs}>
        {MESSAGE_LISTS.map((list) => (
          <Link
            key={list}
            to={list === "waiting" ? "/messages" : `/messages?list=${list}`}
            aria-current={list === page.list ? "page" : undefined}
          >
            {t(`message.list.${list}`)}
            {list === "all" || page.counts[list] === 0 ? null : ` ${page.counts[list]}`}
          </Link>
        ))}
      </nav>
      {page.rows.length === 0 ? (
        <EmptyState title={t(`message.empty.${page.list === "waiting" ? "waiting" : "other"}`)} />
      ) : (
        <ul className={css.cards}>
          {page.rows.map((row) => (
            <li key={row.messageId}>
              <MessageCard row={row} />
            </li>
          ))}
        </ul>
      )}
      <KeysetPager page={{ previous: props.first ? null : "", next: page.before }} />
    </>
  );
}

/** One message as a card: firm, opening of its words, who has it until when. */
export function MessageCard(props: { row: MessageLine }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { row } = props;
  const word =
    row.state === "closed" ? t.dynamic(`message.closing.${row.closing}`) : t(`message.state.${row.state}`);
  return (
    <Card>
      <div className={css.head}>
        <h3>
          <Link to={`/messages/${row.messageId}`}>{row.firm ?? t("message.firmUnknown")}</Link>
        </h3>
        <StatusBadge look={LOOKS[row.state]} word={word} />
        {row.sealed ? <StatusBadge look="pause" word={t("message.sealed")} /> : null}
        {row.direct ? <StatusBadge look="seen" word={t("message.direct")} /> : null}
        {row.firmKnown || row.firm === null ? null : (
          <StatusBadge look="warn" word={t("message.unchecked")} />
        )}
      </div>
      <p className={css.words}>{row.words}</p>
      <p className={css.quiet}>
        {row.number} · {formatInstant(row.receivedAt)}
        {row.dueAt === null || row.state === "closed" || row.state === "passed_on"
          ? null
          : ` · ${t(row.overdue ? "message.lateSince" : "message.dueBy", {
              owner: row.state === "asked_back" ? t("party.firm") : t(`message.owner.${row.owner}`),
              when: formatInstant(row.dueAt),
            })}`}
      </p>
    </Card>
  );
}

/** On the deputy's start page: letters that wait to be taken up. */
export function WaitingMessages(props: { rows: readonly MessageLine[] }) {
  const t = useT();
  if (props.rows.length === 0) return null;
  return (
    <Section title={t("message.waitingForYou")} note={t("message.waitingHint")}>
      <ul className={css.cards}>
        {props.rows.map((row) => (
          <li key={row.messageId}>
            <MessageCard row={row} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
