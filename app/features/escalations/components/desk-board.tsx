import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { unitOfCounty } from "#app/domain/register/unit-of-county.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { shanghaiDay } from "#app/i18n/format.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Button } from "#app/ui/form/button.tsx";
import { BulkBar } from "#app/ui/list/bulk-bar.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { DeskFigures, DeskRow } from "../get-desk.query.server.ts";
import css from "./desk-board.module.css";
import { type DeskBeside, DeskFiguresBar } from "./desk-figures.tsx";
import { issueLook } from "./desk-looks.ts";
import { useDeskKeys } from "./use-desk-keys.ts";
import { useLiveFigures } from "./use-live-figures.ts";

const FORM = "desk-bulk";

/** Everything the desk shows; `mayDecide` = this reader sets levels and stands down. */
export type DeskBoardProps = {
  set: string;
  figures: DeskFigures;
  rows: readonly DeskRow[];
  nextCursor: string | null;
  mayDecide: boolean;
  /** What waits beside the issues: supervision notices, closures to judge. */
  beside: readonly DeskBeside[];
  /** Groups of people whom no channel reaches outside the app. */
  unreached: readonly { role: string; unreached: number }[];
  /** The decision being made, above the list. */
  decision: ReactNode;
};

/** The supervisor's desk 督办台: figures that are lists, and for each row why it is here, who holds it, what comes next and when. */
export function DeskBoard(props: DeskBoardProps) {
  const t = useT();
  const { formatCount } = useFormat();
  const { search } = useLocation();
  const after = new URLSearchParams(search).has("after");
  const { figures, changed, refresh } = useLiveFigures(props.figures);
  useDeskKeys(refresh);
  const columns = useDeskColumns(props.mayDecide);
  return (
    <>
      <PageHeader title={t("nav.desk")} lead={t("desk.lead")} />
      <DeskFiguresBar set={props.set} figures={figures} beside={props.beside} />
      {props.decision}
      <Section title={t.dynamic(`desk.set.${props.set}`)} note={t.dynamic(`desk.meaning.${props.set}`)}>
        <p className={css.live} role="status" data-on={changed ? "" : undefined}>
          {changed ? t("desk.changed") : null}
          {changed ? (
            <Button look="quiet" onClick={refresh}>
              {t("desk.refresh")}
            </Button>
          ) : null}
        </p>
        <p className={css.keys} data-noprint>
          {t(props.mayDecide ? "desk.keysDeciding" : "desk.keys")}
        </p>
        <div className={css.list}>
          <DataTable
            caption={t.dynamic(`desk.set.${props.set}`)}
            columns={columns}
            rows={props.rows}
            rowKey={(row) => row.issueId}
            rowHref={(row) => `/issues/${row.issueId}`}
            select={
              props.mayDecide
                ? { form: FORM, name: "issueId", value: (row) => String(row.issueId) }
                : undefined
            }
            numbered
            empty={<EmptyState title={t("desk.empty")} hint={t("desk.emptyHint")} />}
          />
        </div>
        <KeysetPager page={{ previous: after ? "" : null, next: props.nextCursor }} />
      </Section>
      {props.unreached.length === 0 ? null : (
        <p className={css.keys}>
          {t("channel.unreachedDesk", {
            groups: props.unreached
              .map(({ role, unreached }) => `${t.dynamic(`role.${role}`)} ${formatCount(unreached)}`)
              .join(t.locale === "en" ? ", " : "、"),
          })}
        </p>
      )}
      {props.mayDecide ? (
        <BulkBar id={FORM} action="/desk/bulk">
          <input type="hidden" name="set" value={props.set} />
          {(["decide_level", "stand_down", "rearm"] as const).map((intent) => (
            <Button key={intent} type="submit" look="second" name="intent" value={intent}>
              {t(`desk.bulk.${intent}`)}
            </Button>
          ))}
        </BulkBar>
      ) : null}
    </>
  );
}

function useDeskColumns(mayDecide: boolean): Column<DeskRow>[] {
  const t = useT();
  const { formatInstant, formatDay } = useFormat();
  const { search } = useLocation();
  const dayOf = (instant: string) => formatDay(shanghaiDay(new Date(instant)));
  const why = (row: DeskRow): string => {
    const reasons = [];
    if (row.pausedAt) reasons.push(t("desk.pausedSince", { when: dayOf(row.pausedAt) }));
    if (row.reason)
      reasons.push(`${t.dynamic(`trigger.${row.reason.trigger}`)} · ${dayOf(row.reason.raisedAt)}`);
    return reasons.length > 0 ? reasons.join("；") : t.dynamic(`issue.state.${row.state}`);
  };
  const next = (row: DeskRow): string => {
    const steps = [];
    if (row.gateOpen) steps.push(t("desk.personDecides"));
    if (row.next) {
      const { what, clock, level, at } = row.next;
      const name = t.dynamic(`clock.${clock}`);
      steps.push(
        t(`desk.then.${what}`, {
          when: formatInstant(at),
          level:
            level === null ? "" : t.dynamic(what === "reminder" ? `reminder.${level}` : `level.${level}`),
          clock: name,
        }),
      );
    }
    return steps.length > 0 ? steps.join("；") : t("desk.onlyAPerson");
  };
  const unit = (row: DeskRow): string => unitOfCounty(row.county, row.unit);
  const holder = (row: DeskRow): string =>
    row.party === null || row.party === "handler" ? unit(row) : `${t(`party.${row.party}`)} · ${unit(row)}`;
  const columns: Column<DeskRow>[] = [
    { key: "number", head: t("desk.number"), cell: (row) => row.number, phone: "keep" },
    { key: "title", head: t("desk.title"), cell: (row) => row.title, phone: "keep" },
    {
      key: "level",
      head: t("desk.level"),
      cell: (row) => (
        <LadderMark
          compact
          level={row.level}
          gate={row.gateOpen ? 3 : undefined}
          text={row.level === null ? t("level.none") : t.dynamic(`level.${row.level}`)}
        />
      ),
    },
    {
      key: "state",
      head: t("desk.state"),
      cell: (row) => <StatusBadge look={issueLook(row.state)} word={t.dynamic(`issue.state.${row.state}`)} />,
    },
    { key: "holder", head: t("desk.holder"), cell: holder, phone: "label" },
    { key: "why", head: t("desk.why"), cell: why, phone: "label" },
    { key: "next", head: t("desk.whatNext"), cell: next, phone: "label" },
    {
      key: "due",
      head: t("desk.due"),
      cell: (row) =>
        row.dueAt ? `${formatInstant(row.dueAt)}${row.provisional ? t("desk.provisional") : ""}` : "",
      end: true,
      phone: "label",
    },
  ];
  if (mayDecide)
    columns.push({
      key: "decide",
      head: t("desk.decide"),
      cell: (row) =>
        row.level === null && !row.gateOpen ? null : (
          <a href={decideAt(search, row.issueId)} data-decide>
            {t("desk.decide")}
          </a>
        ),
    });
  return columns;
}

function decideAt(search: string, issueId: number): string {
  const params = new URLSearchParams(search);
  params.set("decide", String(issueId));
  return `/desk?${params}#decide`;
}
