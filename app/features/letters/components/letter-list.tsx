import { Link } from "@remix-run/react";
import type { LetterState } from "#app/domain/supervision/states.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { LETTER_LISTS, type LetterList as List } from "../letter-roles.ts";
import type { LetterPage, LetterRow } from "../list-letters.query.server.ts";
import css from "./letter.module.css";

const LOOKS: Record<LetterState, Look> = { draft: "fresh", signed: "sent", replied: "done", dropped: "off" };

/** Icon, word and colour of a notice: overdue where its reply is. */
export function LetterBadge(props: {
  state: LetterState;
  late: boolean;
  received: boolean;
  solid?: boolean;
}) {
  const t = useT();
  const { state, late, received, solid } = props;
  if (late) return <StatusBadge solid={solid} look="late" word={t("letter.late")} />;
  const word = state === "signed" && received ? t("letter.received") : t(`letter.state.${state}`);
  return (
    <StatusBadge solid={solid} look={state === "signed" && received ? "work" : LOOKS[state]} word={word} />
  );
}

/** Supervision notices: what waits for a signature, what is out, what came back. */
export function LetterList(props: {
  page: LetterPage;
  list: List;
  lists: readonly List[];
  ofIssue: string | null;
  /** What was answered to a draft by hand that could not be made. */
  answer: FormAnswer | undefined;
}) {
  const t = useT();
  const { formatDay, formatInstant, formatCount } = useFormat();
  const { page, list, ofIssue } = props;
  const columns: Column<LetterRow>[] = [
    {
      key: "number",
      head: t("letter.number"),
      cell: (row) => row.number ?? t("letter.unnumbered"),
      phone: "keep",
    },
    {
      key: "state",
      head: t("letter.stateHead"),
      cell: (row) => <LetterBadge state={row.state} late={row.late} received={row.receivedAt !== null} />,
    },
    { key: "unit", head: t("letter.unit"), cell: (row) => row.unit ?? "–", phone: "label" },
    {
      key: "issue",
      head: t("letter.issue"),
      cell: (row) => `${row.issueNumber} ${row.title}`,
      phone: "keep",
    },
    { key: "county", head: t("letter.county"), cell: (row) => row.county, phone: "drop" },
    {
      key: "signed",
      head: t("letter.signedAt"),
      cell: (row) => (row.signedAt === null ? "–" : formatInstant(row.signedAt)),
      phone: "label",
    },
    {
      key: "reply",
      head: t("letter.replyBy"),
      cell: (row) => (row.replyBy === null ? "–" : formatDay(row.replyBy)),
      end: true,
      phone: "label",
    },
  ];
  const at = (one: List) => `/letters?list=${one}${ofIssue === null ? "" : `&issue=${ofIssue}`}`;
  return (
    <>
      <PageHeader
        title={t("letter.title")}
        lead={t("letter.lead")}
        actions={
          ofIssue === null ? undefined : (
            <LinkButton to={`/issues/${ofIssue}`}>{t("letter.backToIssue")}</LinkButton>
          )
        }
      />
      <ErrorSummary errors={unplacedErrors(t, props.answer)} />
      <ul className={css.tabs}>
        {LETTER_LISTS.filter((one) => props.lists.includes(one)).map((one) => (
          <li key={one}>
            <Link to={at(one)} aria-current={one === list ? "page" : undefined}>
              {t(`letter.list.${one}`)} <b>{formatCount(page.counts[one])}</b>
            </Link>
          </li>
        ))}
      </ul>
      <DataTable
        caption={t(`letter.list.${list}`)}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.letterId}
        rowHref={(row) => `/letters/${row.letterId}`}
        numbered
        empty={<EmptyState title={t("letter.empty")} hint={t(`letter.emptyHint.${list}`)} />}
      />
      <KeysetPager page={{ previous: page.first ? null : "", next: page.next }} />
    </>
  );
}
