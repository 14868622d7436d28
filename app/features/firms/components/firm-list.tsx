import { Link, useLocation } from "@remix-run/react";
import { FIRM_SIZES } from "#app/domain/access/roles.ts";
import { FIRM_STATES } from "#app/domain/register/firm-states.ts";
import { FIRM_COLUMNS, type FirmColumn, type FirmListRow } from "#app/features/firms/firm-columns.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { Translator } from "#app/i18n/translator.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { BulkBar } from "#app/ui/list/bulk-bar.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { ColumnPicker, FilterBar, FilterSelect, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { type Sort, withParams } from "#app/ui/list/list-url.ts";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

type Option = { code: string; name: string };

/** A deputy's own firms: so few that all of them are in sight. */
const SHORT = 6;

export type FirmListProps = {
  rows: readonly FirmListRow[];
  hasPrevious: boolean;
  hasNext: boolean;
  total: { count: number; atLeast: boolean };
  columns: readonly FirmColumn[];
  sort: Sort;
  /** Whether any filter is set, and the filters as a query string. */
  filtered: boolean;
  filters: string;
  counties: readonly Option[];
  townships: readonly Option[];
  sectors: readonly string[];
  /** Whether rows can be ticked now, and every filter is offered. */
  selecting: boolean;
  more: boolean;
  mayEdit: boolean;
  mayExport: boolean;
  mayImport: boolean;
  printed: string;
};

const BULK = "bulk";

function columnsOf(
  t: Translator,
  formatDay: (day: string) => string,
): Record<FirmColumn, Column<FirmListRow>> {
  return {
    place: { key: "place", head: t("firm.place"), cell: (row) => row.place || t("firm.list.unplaced") },
    uscc: { key: "uscc", head: t("firm.uscc"), cell: (row) => row.uscc, phone: "drop" },
    sector: {
      key: "sector",
      head: t("firm.sector"),
      cell: (row) => (row.sector ? t.dynamic(`sector.${row.sector}`) : "–"),
    },
    size: {
      key: "size",
      head: t("firm.size"),
      cell: (row) => (row.size ? t.dynamic(`firm.size.${row.size}`) : "–"),
    },
    state: { key: "state", head: t("firm.state"), cell: (row) => t.dynamic(`firm.state.${row.state}`) },
    programme: {
      key: "programme",
      head: t("firm.programme"),
      cell: (row) =>
        row.programme ? (
          <StatusBadge look="good" word={t("firm.programme.in")} />
        ) : (
          <StatusBadge look="rest" word={t("firm.programme.out")} />
        ),
    },
    deputy: {
      key: "deputy",
      head: t("firm.deputy"),
      cell: (row) => row.deputy ?? t("firm.noDeputy"),
      phone: "label",
    },
    contact: {
      key: "contact",
      head: t("firm.contact"),
      cell: (row) => (row.contact ? formatDay(row.contact) : t("firm.never")),
      sortable: true,
      phone: "label",
    },
  };
}

/** The register of firms as a list: search, filters, pages and bulk actions, all in the address. */
export function FirmList(props: FirmListProps) {
  const t = useT();
  const { formatDay, formatNumber } = useFormat();
  const { search } = useLocation();
  const known = columnsOf(t, formatDay);
  const filled = props.rows.length > 0;
  const actions = {
    columns: props.columns,
    filters: props.filters,
    select: props.mayEdit && !props.selecting && filled,
    exports: props.mayExport && filled,
  };
  const filters = {
    filtered: props.filtered,
    short: !props.filtered && props.total.count <= SHORT,
    counties: props.counties,
    townships: props.townships,
    sectors: props.sectors,
    more: props.more,
  };
  const name: Column<FirmListRow> = {
    key: "name",
    head: t("firm.name"),
    cell: (row) => row.name,
    sortable: true,
    phone: "keep",
  };
  const count = formatNumber(props.total.count);
  const found = props.total.atLeast
    ? t("firm.list.foundAtLeast", { count })
    : t("firm.list.found", { count: props.total.count });
  return (
    <>
      <PageHeader
        title={t("firm.list.title")}
        lead={t("firm.list.lead")}
        printed={props.printed}
        actions={
          <Kept by={["firm actions", t.locale, search, actions]}>
            <ListActions {...actions} />
          </Kept>
        }
      />
      <Kept by={["firm filters", t.locale, search, filters]}>
        <FirmFilters {...filters} />
      </Kept>
      <DataTable
        caption={t("firm.list.title")}
        columns={[name, ...props.columns.map((key) => known[key])]}
        rows={props.rows}
        rowKey={(row) => row.firmId}
        rowHref={(row) => `/firms/${row.firmId}`}
        sort={props.sort}
        select={
          props.selecting ? { form: BULK, name: "firmId", value: (row) => String(row.firmId) } : undefined
        }
        empty={<NoFirms {...props} />}
      />
      <KeysetPager page={pageEnds(props, (row) => row.firmId)} found={found} />
      {props.selecting && props.rows.length > 0 ? (
        <BulkBar
          id={BULK}
          action="/firms/bulk"
          matching={
            props.hasNext || props.hasPrevious
              ? {
                  label: t("list.selectMatching", { count: props.total.atLeast ? `${count}+` : count }),
                  name: "matching",
                  value: "yes",
                }
              : undefined
          }
        >
          <input type="hidden" name="filters" value={props.filters} />
          <Button type="submit" name="intent" value="place" icon="pin">
            {t("firm.place.action")}
          </Button>
          <Button type="submit" name="intent" value="join" icon="link">
            {t("firm.join.action")}
          </Button>
          <Button type="submit" name="intent" value="leave" look="quiet">
            {t("firm.leave.action")}
          </Button>
        </BulkBar>
      ) : null}
    </>
  );
}

function ListActions(props: {
  columns: readonly FirmColumn[];
  filters: string;
  select: boolean;
  exports: boolean;
}) {
  const t = useT();
  const { formatDay } = useFormat();
  const { search } = useLocation();
  const known = columnsOf(t, formatDay);
  return (
    <>
      <ColumnPicker
        columns={FIRM_COLUMNS.map((key) => ({ key, head: known[key].head }))}
        shown={props.columns}
      />
      {props.select ? (
        <LinkButton to={withParams(search, { select: "yes" })} look="quiet" icon="check">
          {t("firm.bulk.title")}
        </LinkButton>
      ) : null}
      {props.exports ? (
        <LinkButton to={`/firms/export?${props.filters}`} look="quiet" icon="export">
          {t("firm.list.export")}
        </LinkButton>
      ) : null}
    </>
  );
}

function FirmFilters(
  props: Pick<FirmListProps, "filtered" | "counties" | "townships" | "sectors" | "more"> & { short: boolean },
) {
  const t = useT();
  const any = t("common.all");
  const asOptions = (options: readonly Option[]) =>
    options.map(({ code, name }) => ({ value: code, label: name }));
  const { search } = useLocation();
  const unplaced = new URLSearchParams(search).get("placed") === "no";
  return (
    <FilterBar active={props.filtered} extra={props.short}>
      <SearchBox label={t("firm.list.search")} />
      {unplaced ? <SearchBox name="address" label={t("firm.addressHas")} /> : null}
      {props.counties.length > 0 ? (
        <FilterSelect name="county" label={t("firm.county")} any={any} options={asOptions(props.counties)} />
      ) : null}
      {props.townships.length > 0 ? (
        <FilterSelect
          name="township"
          label={t("firm.township")}
          any={any}
          options={asOptions(props.townships)}
        />
      ) : null}
      <FilterSelect
        name="programme"
        label={t("firm.programme")}
        any={any}
        options={(["in", "out"] as const).map((value) => ({ value, label: t(`firm.programme.${value}`) }))}
      />
      {props.more ? (
        <>
          <FilterSelect
            name="sector"
            label={t("firm.sector")}
            any={any}
            options={props.sectors.map((code) => ({ value: code, label: t.dynamic(`sector.${code}`) }))}
          />
          <FilterSelect
            name="size"
            label={t("firm.size")}
            any={any}
            options={FIRM_SIZES.map((size) => ({ value: size, label: t(`firm.size.${size}`) }))}
          />
          <FilterSelect
            name="state"
            label={t("firm.state")}
            any={any}
            options={FIRM_STATES.map((state) => ({ value: state, label: t(`firm.state.${state}`) }))}
          />
          <FilterSelect
            name="placed"
            label={t("firm.placed")}
            any={any}
            options={[{ value: "no", label: t("firm.placed.no") }]}
          />
          <input type="hidden" name="more" value="yes" />
        </>
      ) : (
        <Link to={withParams(search, { more: "yes" })}>{t("common.more")}</Link>
      )}
    </FilterBar>
  );
}

function NoFirms(props: FirmListProps) {
  const t = useT();
  if (props.filtered) return <EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />;
  const action = props.mayImport ? (
    <LinkButton to="/imports" look="main" icon="import">
      {t("firm.list.import")}
    </LinkButton>
  ) : undefined;
  return <EmptyState title={t("firm.list.empty")} hint={t("firm.list.emptyHint")} action={action} />;
}
