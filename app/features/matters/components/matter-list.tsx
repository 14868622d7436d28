import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { Translator } from "#app/i18n/translator.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { MatterRow } from "../list-matters.query.server.ts";
import type { MatterProposal, MatterProposals } from "../propose-matters.query.server.ts";
import css from "./matter.module.css";

/** Matters 督办事项: what is proposed to be taken as one, what runs, what was closed. */
export function MatterList(props: {
  rows: readonly MatterRow[];
  show: "running" | "closed";
  proposed: MatterProposals | null;
}) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { rows, show, proposed } = props;
  const columns: Column<MatterRow>[] = [
    { key: "number", head: t("desk.number"), cell: (row) => row.number, phone: "keep" },
    { key: "title", head: t("matter.title"), cell: (row) => row.title, phone: "keep" },
    {
      key: "unit",
      head: t("matter.unit"),
      cell: (row) => row.unit ?? t("matter.severalUnits"),
      phone: "label",
    },
    {
      key: "county",
      head: t("letter.county"),
      cell: (row) => row.county ?? t("matter.wholeCity"),
      phone: "label",
    },
    {
      key: "settled",
      head: t("matter.settled"),
      cell: (row) => t("matter.settledOf", { settled: row.settled, all: row.issues }),
      phone: "label",
    },
    {
      key: "highest",
      head: t("matter.highest"),
      cell: (row) => (row.highest === null ? "–" : t.dynamic(`level.${row.highest}`)),
      phone: "label",
    },
    {
      key: "at",
      head: t(show === "closed" ? "matter.closedAt" : "matter.openedAt"),
      cell: (row) => formatInstant(row.closedAt ?? row.openedAt),
      end: true,
      phone: "label",
    },
  ];
  return (
    <>
      <PageHeader title={t("nav.matters")} lead={t("matter.lead")} />
      {proposed === null ? null : <Proposals proposed={proposed} />}
      <Section
        title={t(`matter.list.${show}`)}
        actions={
          <Link to={show === "closed" ? "/matters" : "/matters?show=closed"}>
            {t(show === "closed" ? "matter.list.running" : "matter.list.closed")}
          </Link>
        }
      >
        <DataTable
          caption={t(`matter.list.${show}`)}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.matterId}
          rowHref={(row) => `/matters/${row.matterId}`}
          numbered
          empty={<EmptyState title={t(`matter.empty.${show}`)} hint={t("matter.emptyHint")} />}
        />
      </Section>
    </>
  );
}

function Proposals({ proposed }: { proposed: MatterProposals }) {
  const t = useT();
  const { formatCount } = useFormat();
  const compared = proposed.comparedTexts;
  return (
    <Section
      title={t("matter.proposed")}
      note={t("matter.proposedNote", { least: proposed.least })}
      actions={
        compared === null ? (
          <LinkButton to="/matters?similar=yes" look="quiet">
            {t("matter.findSimilar")}
          </LinkButton>
        ) : undefined
      }
    >
      {compared === null ? null : (
        <p role="status">{t("matter.compared", { count: formatCount(compared) })}</p>
      )}
      {proposed.proposals.length === 0 ? (
        <p className={css.quiet}>{t("matter.nothingProposed", { least: proposed.least })}</p>
      ) : null}
      <ul className={css.cards}>
        {proposed.proposals.map((one) => (
          <li key={one.issueIds.join()}>
            <Card>
              <div className={css.line}>
                <div>
                  <h3>{proposalName(t, one)}</h3>
                  <p className={css.quiet}>
                    {t("matter.proposal", { firms: one.firms, count: one.issueIds.length })} ·{" "}
                    {t(one.by === "class" ? "matter.byClass" : "matter.byText")}
                  </p>
                </div>
                <LinkButton to={newAt(one)}>{t("matter.look")}</LinkButton>
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What a proposal is called: unit and category of a class, the first title of similar texts. */
function proposalName(t: Translator, one: MatterProposal): string {
  if (one.unit === null || one.category === null) return one.title;
  const category = t.locale === "en" ? one.category.nameEn : one.category.name;
  return t("matter.className", { unit: one.unit.name, category });
}

function newAt(one: MatterProposal): string {
  if (one.unit !== null && one.category !== null)
    return `/matters/new?unit=${one.unit.departmentId}&category=${one.category.categoryCode}`;
  return `/matters/new?${one.issueIds.map((id) => `issueId=${id}`).join("&")}`;
}
