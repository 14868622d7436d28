import type { ReactNode } from "react";
import type { Look } from "./status-badge.tsx";
import css from "./timeline.module.css";

export type Entry = {
  key: string | number;
  /** The instant for machines, and in words for people. */
  at: string;
  when: string;
  look?: Look;
  /** What happened, in one line. */
  title: ReactNode;
  /** Who did it. */
  by?: string;
  body?: ReactNode;
  /** Stands out: a level reached, a deadline passed. */
  loud?: boolean;
};

/** The life of a record, newest first; the centre of its page. */
export function Timeline(props: { entries: readonly Entry[]; label: string; empty?: ReactNode }) {
  if (props.entries.length === 0) return <>{props.empty}</>;
  return (
    <ol className={css.line} aria-label={props.label}>
      {props.entries.map((entry) => (
        <li
          key={entry.key}
          className={css.entry}
          data-look={entry.look}
          data-loud={entry.loud ? "" : undefined}
        >
          <p className={css.meta}>
            <time dateTime={entry.at}>{entry.when}</time>
            {entry.by === undefined ? null : <span>{entry.by}</span>}
          </p>
          <h3>{entry.title}</h3>
          {entry.body === undefined ? null : <div className={css.body}>{entry.body}</div>}
        </li>
      ))}
    </ol>
  );
}
