import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import css from "./page-header.module.css";

/** Title of a page, a sentence under it, the way back, its actions; the main action sticks to the thumb on phones. */
export function PageHeader(props: {
  title: ReactNode;
  lead?: ReactNode;
  back?: { to: string; label: string };
  /** Quiet actions: `LinkButton`s, a column picker. */
  actions?: ReactNode;
  mainAction?: { to: string; label: string; icon?: IconName };
  /** Scope, time and author, printed on paper only. */
  printed?: string;
}) {
  const { back, mainAction } = props;
  return (
    <header className={css.head}>
      {back === undefined ? null : (
        <Link discover="none" to={back.to} className={css.back}>
          <Icon name="back" size={18} />
          {back.label}
        </Link>
      )}
      <div className={css.line}>
        <div className={css.words}>
          <h1>{props.title}</h1>
          {props.lead === undefined ? null : <p className={css.lead}>{props.lead}</p>}
        </div>
        {props.actions === undefined && mainAction === undefined ? null : (
          <div className={css.actions} data-noprint>
            {props.actions}
            {mainAction === undefined ? null : (
              <Link discover="none" to={mainAction.to} className={css.main}>
                <Icon name={mainAction.icon ?? "plus"} />
                {mainAction.label}
              </Link>
            )}
          </div>
        )}
      </div>
      {props.printed === undefined ? null : <p className={css.printed}>{props.printed}</p>}
    </header>
  );
}
