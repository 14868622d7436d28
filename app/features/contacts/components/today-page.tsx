import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { noticeHead } from "#app/i18n/notice-words.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { MyFirm, Today } from "../list-my-firms.query.server.ts";
import { OutboxList } from "./outbox-list.tsx";
import css from "./today-page.module.css";

/** Looks of the cadence: friendly, red is kept for issues. */
const LOOKS: Record<MyFirm["standing"], Look> = {
  paused: "pause",
  overdue: "warn",
  due_soon: "fresh",
  in_time: "good",
};

/** The deputy's day: own firms, most overdue first, what waits for them. */
export function TodayPage(props: { today: Today; name: string; who: number; letters: ReactNode }) {
  const t = useT();
  const { formatDay, formatInstant } = useFormat();
  const { today } = props;
  return (
    <>
      <PageHeader title={t("today.greeting", { name: props.name })} lead={formatDay(today.today)} />
      <OutboxList who={props.who} />
      {today.toVerify.length > 0 ? (
        <Section title={t("today.verify")} note={t("today.verifyHint")}>
          <ul className={css.list}>
            {today.toVerify.map((issue) => (
              <li key={issue.issueId}>
                <Link to={`/issues/${issue.issueId}`}>
                  {issue.firmName} · {issue.title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {props.letters}
      <Section title={t("today.firms")}>
        {today.firms.length === 0 ? <EmptyState title={t("today.noFirms")} /> : null}
        <ul className={css.cards}>
          {today.firms.map((firm) => (
            <li key={firm.firmId}>
              <FirmCard firm={firm} />
            </li>
          ))}
        </ul>
        <p data-extra="">
          <LinkButton to="/calendar" look="quiet" icon="calendar" whole>
            {t("today.calendar")}
          </LinkButton>
        </p>
      </Section>
      <Section title={t("today.waiting")}>
        {today.waiting.length === 0 ? <p className={css.quiet}>{t("today.nothingWaiting")}</p> : null}
        <ul className={css.list}>
          {today.waiting.map((notice) => (
            <li key={notice.noticeId}>
              <Link to="/notices">{noticeHead(t, notice)}</Link>
              <span className={css.quiet}> {formatInstant(notice.createdAt)}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function FirmCard(props: { firm: MyFirm }) {
  const t = useT();
  const { formatDay } = useFormat();
  const { firm } = props;
  const due = firm.contactDueOn === null ? null : formatDay(firm.contactDueOn);
  const words = firm.optedOut
    ? t("today.optedOut")
    : due === null
      ? t("today.paused")
      : firm.standing === "overdue"
        ? t("today.overdueSince", { day: due })
        : t("today.dueOn", { day: due });
  return (
    <Card>
      <div className={css.head}>
        <h3>
          <Link to={`/firms/${firm.firmId}`}>{firm.name}</Link>
        </h3>
        <StatusBadge look={LOOKS[firm.standing]} word={t(`contact.standing.${firm.standing}`)} />
      </div>
      <p>{words}</p>
      <p className={css.quiet}>
        {firm.lastContactOn === null
          ? t("today.neverContacted")
          : t("today.lastContact", { day: formatDay(firm.lastContactOn) })}
        {firm.openIssues > 0 ? ` · ${t("today.openIssues", { count: firm.openIssues })}` : null}
      </p>
      <div className={css.actions}>
        <LinkButton to={`/contacts/new?firm=${firm.firmId}`} look="main" icon="visit" whole>
          {t("today.log")}
        </LinkButton>
        <div className={css.links}>
          <Link className={css.link} to={`/talk/${firm.firmId}`} reloadDocument>
            {t("today.talk")}
          </Link>
          {firm.phone === null ? null : (
            <a className={css.link} href={`tel:${firm.phone}`}>
              {t("today.call")}
            </a>
          )}
          {firm.address === "" ? null : (
            <a
              className={css.link}
              data-extra=""
              href={`https://uri.amap.com/search?keyword=${encodeURIComponent(firm.address)}`}
              rel="noreferrer"
            >
              {t("today.map")}
            </a>
          )}
        </div>
      </div>
    </Card>
  );
}
