import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import css from "./figures.module.css";

/** A number that leads to the list behind it. */
export function StatCard(props: {
  label: string;
  figure: string;
  /** The denominator or what it is compared with; no number stands alone. */
  note?: string;
  to?: string;
  tone?: "plain" | "warn" | "alarm";
  /** The figure is a word, not a number: set smaller. */
  wordy?: boolean;
}) {
  const inside = (
    <>
      <span className={css.label}>{props.label}</span>
      <b className={css.figure} data-wordy={props.wordy ? "" : undefined}>
        {props.figure}
      </b>
      {props.note === undefined ? null : <span className={css.note}>{props.note}</span>}
    </>
  );
  if (props.to === undefined)
    return (
      <div className={css.card} data-tone={props.tone}>
        {inside}
      </div>
    );
  return (
    <Link to={props.to} className={css.card} data-tone={props.tone}>
      {inside}
    </Link>
  );
}

/** Figures side by side. */
export function StatRow(props: { children: ReactNode }) {
  return <div className={css.row}>{props.children}</div>;
}
