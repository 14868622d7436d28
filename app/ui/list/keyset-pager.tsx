import { Link, useLocation } from "@remix-run/react";
import { useWords } from "#app/ui/words.tsx";
import css from "./keyset-pager.module.css";
import { atCursor, fromFirstPage, LAST_PAGE } from "./list-url.ts";

/** Where a page of a list begins and ends; null at the list's own ends. */
export type Cursors = { previous: string | null; next: string | null };

function Step(props: { label: string; search: string | null; rel?: string }) {
  if (props.search === null) return <span className={css.off}>{props.label}</span>;
  return (
    <Link to={props.search} rel={props.rel} className={css.step}>
      {props.label}
    </Link>
  );
}

/** First, previous, next, last: links that keep every filter. `found` says how many there are, in words. */
export function KeysetPager(props: { page: Cursors; found?: string }) {
  const { search } = useLocation();
  const words = useWords();
  const { previous, next } = props.page;
  if (previous === null && next === null)
    return props.found === undefined ? null : <p className={css.found}>{props.found}</p>;
  return (
    <nav className={css.pager} aria-label={words.pages}>
      {props.found === undefined ? null : <span className={css.found}>{props.found}</span>}
      <Step label={words.first} search={previous === null ? null : fromFirstPage(search, {})} />
      <Step
        label={words.previous}
        rel="prev"
        search={previous === null ? null : atCursor(search, { before: previous })}
      />
      <Step label={words.next} rel="next" search={next === null ? null : atCursor(search, { after: next })} />
      <Step label={words.last} search={next === null ? null : atCursor(search, { before: LAST_PAGE })} />
    </nav>
  );
}
