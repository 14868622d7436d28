import type { ReactNode } from "react";
import { Mark } from "#app/ui/mark.tsx";

/** Frame of a page without React: head with mark and settings, one narrow column. */
export function PlainPage(props: {
  product: string;
  home?: string;
  settings?: ReactNode;
  /** Leaves the drawn mark out where a page is weighed to the byte. */
  bare?: boolean;
  footer?: ReactNode;
  /** The way back, for pages that a person opened from elsewhere. */
  back?: { href: string; label: string };
  children: ReactNode;
}) {
  return (
    <>
      <header className="p-head">
        <a className="p-brand" href={props.home ?? "/"}>
          {props.bare ? null : <Mark size={32} />}
          {props.product}
        </a>
        {props.settings}
      </header>
      <main id="main" className="p-main" tabIndex={-1}>
        {props.back === undefined ? null : (
          <a className="p-back" href={props.back.href}>
            {props.back.label}
          </a>
        )}
        {props.children}
        {props.footer === undefined ? null : <footer className="p-foot">{props.footer}</footer>}
      </main>
    </>
  );
}

/** Title of the page with an optional sentence below; put inside `PlainCard` or straight into the page. */
export function PlainTitle(props: { title: ReactNode; lead?: ReactNode }) {
  return (
    <div className="p-stack">
      <h1>{props.title}</h1>
      {props.lead === undefined ? null : <p className="p-lead">{props.lead}</p>}
    </div>
  );
}

/** A white card on wide screens, nothing on phones. */
export function PlainCard(props: { children: ReactNode }) {
  return <div className="p-card p-stack">{props.children}</div>;
}

/** A passage set apart: good news, a warning, or an error. */
export function PlainNotice(props: {
  tone?: "calm" | "warn" | "alarm";
  title?: string;
  children?: ReactNode;
}) {
  const alarming = props.tone === "alarm";
  return (
    <div className="p-note" data-tone={props.tone ?? "calm"} role={alarming ? "alert" : "status"}>
      {props.title === undefined ? null : <h2>{props.title}</h2>}
      {props.children}
    </div>
  );
}

/** A list of large equal choices, each its own button or link. */
export function PlainGrid(props: { children: ReactNode }) {
  return <div className="p-grid">{props.children}</div>;
}
