import { Link, useLocation } from "@remix-run/react";
import { useWords } from "#app/ui/words.tsx";
import css from "./keyset-pager.module.css";
import { atPage, fromFirstPage } from "./list-url.ts";

/** Ids of the rows at the ends of a page, each null where nothing lies beyond. */
export type PageEnds = { previous: number | string | null; next: number | string | null };

/** The ends of a page as lists return it (`rows`, `hasPrevious`, `hasNext`). */
export function pageEnds<Row>(
  page: { rows: readonly Row[]; hasPrevious: boolean; hasNext: boolean },
  id: (row: Row) => number | string,
): PageEnds {
  const first = page.rows[0];
  const last = page.rows[page.rows.length - 1];
  return {
    previous: page.hasPrevious && first !== undefined ? id(first) : null,
    next: page.hasNext && last !== undefined ? id(last) : null,
  };
}

function Step(props: { label: string; search: string | null; rel?: string }) {
  if (props.search === null) return <span className={css.off}>{props.label}</span>;
  return (
    <Link discover="none" to={props.search} rel={props.rel} className={css.step}>
      {props.label}
    </Link>
  );
}

/** First, previous, next, last: links that keep every filter. `found` says how many there are, in words. */
export function KeysetPager(props: { page: PageEnds; found?: string }) {
  const { search } = useLocation();
  const words = useWords();
  const { previous, next } = props.page;
  if (previous === null && next === null)
    return props.found === undefined ? null : <p className={css.found}>{props.found}</p>;
  return (
    <nav className={css.pager} aria-label={words.pages}>
      {props.found === undefined ? null : <span className={css.found}>{props.found}</span>}
      <Step label={words.first} search={previous === null ? null : fromFirstPage(search)} />
      <Step
        label={words.previous}
        rel="prev"
        search={previous === null ? null : atPage(search, { before: previous })}
      />
      <Step label={words.next} rel="next" search={next === null ? null : atPage(search, { after: next })} />
      <Step label={words.last} search={next === null ? null : atPage(search, "last")} />
    </nav>
  );
}
