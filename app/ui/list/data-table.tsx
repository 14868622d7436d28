import { Link, useLocation, useNavigate } from "@remix-run/react";
import { type CSSProperties, type MouseEvent, type ReactNode, useRef } from "react";
import { opensHere } from "#app/ui/use-follow.ts";
import { useWords } from "#app/ui/words.tsx";
import css from "./data-table.module.css";
import { fromFirstPage, LIST_PARAMS, type Sort } from "./list-url.ts";
import { useRowKeys } from "./use-row-keys.ts";

export type Column<Row> = {
  key: string;
  head: string;
  /** Text where possible; elements only where a mark or badge is needed. */
  cell: (row: Row) => ReactNode;
  /** Figures are set at the end. */
  end?: boolean;
  /** The server can order by `key`. */
  sortable?: boolean;
  /**
   * On a phone each row is a card: `keep` = a line of its own, `label` = the same with its head before it, `half` = two of these a line,
   * for short figures, `inline` = beside others (default), `drop` = not shown.
   */
  phone?: "keep" | "label" | "half" | "inline" | "drop";
};

export type Selection<Row> = {
  /** The id of the bulk form the boxes belong to (see `BulkBar`). */
  form: string;
  name: string;
  value: (row: Row) => string;
};

/** Classes on the table instead of on 50 × n cells: `e3` sets the third column at the end, `d3` drops it on phones. */
function columnClasses<Row>(columns: readonly Column<Row>[], shift: number): string {
  return columns
    .flatMap((column, at) => {
      const position = at + 1 + shift;
      const phone = column.phone === undefined ? "" : PHONE_CLASSES[column.phone](position);
      return [column.end ? css[`e${position}`] : "", phone];
    })
    .filter(Boolean)
    .join(" ");
}

const PHONE_CLASSES: Record<NonNullable<Column<never>["phone"]>, (position: number) => string> = {
  drop: (position) => css[`d${position}`] ?? "",
  keep: (position) => css[`k${position}`] ?? "",
  label: (position) => `${css[`k${position}`]} ${css[`l${position}`]}`,
  half: (position) => `${css[`h${position}`]} ${css[`l${position}`]}`,
  inline: () => "",
};

/** Heads that phones show before the cells, as variables of the table: not a byte in the rows. */
function phoneHeads<Row>(columns: readonly Column<Row>[], shift: number): CSSProperties | undefined {
  const heads = columns.flatMap((column, at) =>
    column.phone === "label" || column.phone === "half"
      ? [[`--l${at + 1 + shift}`, JSON.stringify(column.head)]]
      : [],
  );
  return heads.length === 0 ? undefined : (Object.fromEntries(heads) as CSSProperties);
}

function Head<Row>(props: { column: Column<Row>; sort: Sort | undefined }) {
  const { column, sort } = props;
  const { search } = useLocation();
  const words = useWords();
  if (!column.sortable) return <th scope="col">{column.head}</th>;
  const current = sort?.key === column.key ? sort : undefined;
  const direction = current !== undefined && !current.descending ? "desc" : null;
  return (
    <th
      scope="col"
      aria-sort={current === undefined ? undefined : current.descending ? "descending" : "ascending"}
    >
      <Link
        discover="none"
        to={fromFirstPage(search, { [LIST_PARAMS.sort]: column.key, [LIST_PARAMS.direction]: direction })}
        title={words.sortBy(column.head)}
      >
        {column.head}
      </Link>
    </th>
  );
}

/**
 * A list of records as plain table elements: the first column names the row and links to it, up to ten
 * columns. Fifty rows stay under 30 kB. j, k and Enter walk the rows; a click anywhere in a row opens it.
 */
export function DataTable<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  rowHref?: (row: Row) => string;
  sort?: Sort;
  select?: Selection<Row>;
  compact?: boolean;
  /** The first column holds numbers, which are never broken. */
  numbered?: boolean;
  /** Shown instead of an empty table. */
  empty: ReactNode;
}) {
  const { columns, rows, rowHref, select } = props;
  const navigate = useNavigate();
  const words = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  if (rows.length === 0) return <>{props.empty}</>;
  const [first, ...others] = columns;
  if (first === undefined) return null;
  const shift = select ? 1 : 0;

  const open = (event: MouseEvent<HTMLTableElement>) => {
    const target = event.target as HTMLElement;
    const link = target.closest("tbody tr")?.querySelector<HTMLAnchorElement>("th a");
    const own = target.closest("a, button, input, label, summary");
    if (!opensHere(event) || !link || (own !== null && own !== link) || window.getSelection()?.toString())
      return;
    event.preventDefault();
    navigate(link.getAttribute("href") ?? "");
  };

  return (
    <div className={css.box}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the link in each row is the keyboard's way, this only widens it */}
      <table
        className={`${css.table} ${props.compact ? css.compact : ""} ${props.numbered ? css.numbered : ""} ${columnClasses(columns, shift)}`}
        style={phoneHeads(columns, shift)}
        data-select={select ? "" : undefined}
        onClick={rowHref ? open : undefined}
      >
        <caption className="sr">{props.caption}</caption>
        <thead>
          <tr>
            {select === undefined ? null : <SelectAll form={select.form} label={words.selectAll} />}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {/* A head in a column that has only heads is its row's by the rules of HTML: saying so costs 600 bytes. */}
          {rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {select === undefined ? null : (
                <td>
                  <input
                    type="checkbox"
                    form={select.form}
                    name={select.name}
                    value={select.value(row)}
                    aria-label={words.selectRow(select.value(row))}
                  />
                </td>
              )}
              <th>
                {rowHref === undefined ? first.cell(row) : <a href={rowHref(row)}>{first.cell(row)}</a>}
              </th>
              {others.map((column) => (
                <td key={column.key}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SelectAll(props: { form: string; label: string }) {
  return (
    <th scope="col">
      <input
        type="checkbox"
        aria-label={props.label}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          const boxes = document.querySelectorAll<HTMLInputElement>(`tbody input[form="${props.form}"]`);
          for (const box of boxes) {
            if (box.checked !== checked) box.click();
          }
        }}
      />
    </th>
  );
}
