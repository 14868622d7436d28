import { type ReactNode, useId, useState } from "react";
import { useWords } from "#app/ui/words.tsx";
import css from "./record-page.module.css";

/** Head of a record: its name, what tells it apart, its state, and the few actions on it. */
export function RecordHeader(props: {
  name: ReactNode;
  /** Number or code, set apart and easy to copy. */
  code?: string;
  badges?: ReactNode;
  lead?: ReactNode;
  back?: ReactNode;
  actions?: ReactNode;
  printed?: string;
}) {
  return (
    <header className={css.head}>
      {props.back}
      <div className={css.line}>
        <div className={css.words}>
          <div className={css.marks}>
            {props.code === undefined ? null : <span className={css.code}>{props.code}</span>}
            {props.badges}
          </div>
          <h1>{props.name}</h1>
          {props.lead === undefined ? null : <p className={css.lead}>{props.lead}</p>}
        </div>
        {props.actions === undefined ? null : (
          <div className={css.actions} data-noprint>
            {props.actions}
          </div>
        )}
      </div>
      {props.printed === undefined ? null : <p className={css.printed}>{props.printed}</p>}
    </header>
  );
}

/** The record itself in the middle, the facts about it at the side; on phones the facts come first. */
export function RecordBody(props: { facts: ReactNode; children: ReactNode }) {
  return (
    <div className={css.body}>
      <aside className={css.side}>{props.facts}</aside>
      <div className={css.center}>{props.children}</div>
    </div>
  );
}

/** A titled part of a page. */
export function Section(props: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Long and second in rank: on phones it waits behind a button. */
  folds?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const inside = useId();
  const words = useWords();
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h2>{props.title}</h2>
        {props.note === undefined ? null : <span className={css.note}>{props.note}</span>}
        {props.actions === undefined ? null : <span className={css.sectionActions}>{props.actions}</span>}
      </div>
      {props.folds ? (
        <>
          <button
            type="button"
            className={css.unfold}
            aria-expanded={open}
            aria-controls={inside}
            onClick={() => setOpen(!open)}
          >
            {open ? words.fold : words.unfold}
          </button>
          <div id={inside} className={open ? css.inside : `${css.inside} ${css.folded}`}>
            {props.children}
          </div>
        </>
      ) : (
        props.children
      )}
    </section>
  );
}

/** A white sheet that holds things together. */
export function Card(props: { children: ReactNode }) {
  return <div className={css.card}>{props.children}</div>;
}

export type Fact = { label: string; value: ReactNode };

/** Names and values; what is not known says so by `none`. */
export function FactList(props: { facts: readonly Fact[]; none?: string }) {
  return (
    <dl className={css.facts}>
      {props.facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value ?? props.none ?? "–"}</dd>
        </div>
      ))}
    </dl>
  );
}
