import { Form, Link, useLocation, useNavigate } from "@remix-run/react";
import type { FormEvent, ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import { useWords } from "#app/ui/words.tsx";
import css from "./filter-bar.module.css";
import { LIST_PARAMS } from "./list-url.ts";

export type FilterOption = { value: string; label: string };

/** The filled fields of a form as a query string; a shared link carries no empty parameters. */
function filled(form: HTMLFormElement): string {
  const params = new URLSearchParams();
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value !== "") params.append(name, value);
  return `?${params}`;
}

/** Parameters that belong to the list and survive a change of filters. */
function Kept(props: { names: readonly string[] }) {
  const params = new URLSearchParams(useLocation().search);
  return (
    <>
      {props.names.flatMap((name) =>
        params
          .getAll(name)
          .map((value) => <input key={name + value} type="hidden" name={name} value={value} />),
      )}
    </>
  );
}

/** Filters of a list as a GET form: works without script, and the address says what is shown. */
export function FilterBar(props: {
  /** True when any filter is set: offers to clear them. */
  active: boolean;
  /** The list is so short that nobody needs it: the seniors' size leaves it out. */
  extra?: boolean;
  /** Its own filters choose the order, so that of the address is not kept beside them. */
  ordered?: boolean;
  /** `SearchBox`, `FilterSelect` … */
  children: ReactNode;
}) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const words = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    navigate(filled(event.currentTarget));
  };
  return (
    <Form
      method="get"
      role="search"
      className={css.bar}
      onSubmit={submit}
      key={useLocation().search}
      data-noprint
      data-extra={props.extra ? "" : undefined}
    >
      {props.children}
      <Kept
        names={[...(props.ordered ? [] : [LIST_PARAMS.sort, LIST_PARAMS.direction]), LIST_PARAMS.columns]}
      />
      <button type="submit" className={css.apply}>
        {words.applyFilters}
      </button>
      {props.active ? (
        <Link discover="none" to={pathname}>
          {words.clearFilters}
        </Link>
      ) : null}
    </Form>
  );
}

/** The search of a list. */
export function SearchBox(props: { name?: string; label: string; placeholder?: string }) {
  const name = props.name ?? "q";
  const params = new URLSearchParams(useLocation().search);
  return (
    <label className={css.search}>
      <span className="sr">{props.label}</span>
      <Icon name="search" />
      <input
        type="search"
        name={name}
        defaultValue={params.get(name) ?? ""}
        placeholder={props.placeholder ?? props.label}
        autoComplete="off"
        maxLength={100}
        enterKeyHint="search"
      />
    </label>
  );
}

/** One filter as a native drop-down; `any` is the word for no limit. */
export function FilterSelect(props: {
  name: string;
  label: string;
  any: string;
  options: readonly FilterOption[];
  /** Options that differ at their end are shown whole. */
  wide?: boolean;
}) {
  const params = new URLSearchParams(useLocation().search);
  const value = params.get(props.name) ?? "";
  return (
    <label
      className={css.select}
      data-set={value === "" ? undefined : ""}
      data-wide={props.wide ? "" : undefined}
    >
      <span>{props.label}</span>
      <select name={props.name} defaultValue={value}>
        <option value="">{props.any}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Which columns of the list to show, kept in the address. */
export function ColumnPicker(props: {
  columns: readonly { key: string; head: string }[];
  shown: readonly string[];
}) {
  const words = useWords();
  const { search } = useLocation();
  const navigate = useNavigate();
  const others = [...new Set(new URLSearchParams(search).keys())].filter(
    (name) => name !== LIST_PARAMS.columns,
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    navigate(filled(event.currentTarget));
  };
  return (
    <details className={css.picker} key={search}>
      <summary>
        <Icon name="columns" />
        {words.columns}
      </summary>
      <Form method="get" className={css.panel} onSubmit={submit}>
        <Kept names={others} />
        {props.columns.map((column) => (
          <label key={column.key}>
            <input
              type="checkbox"
              name={LIST_PARAMS.columns}
              value={column.key}
              defaultChecked={props.shown.includes(column.key)}
            />
            {column.head}
          </label>
        ))}
        <button type="submit" className={css.apply}>
          {words.applyColumns}
        </button>
      </Form>
    </details>
  );
}
