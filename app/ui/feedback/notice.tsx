import { type ReactNode, useEffect, useState } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { useWords } from "#app/ui/words.tsx";
import css from "./notice.module.css";

export type Tone = "calm" | "warn" | "alarm";
const ICONS: Record<Tone, IconName> = { calm: "check", warn: "alert", alarm: "alert" };

/** A passage set apart in the page: what happened, or what to mind. */
export function Notice(props: { tone?: Tone; title?: string; children?: ReactNode; actions?: ReactNode }) {
  const tone = props.tone ?? "calm";
  return (
    <div className={css.notice} data-tone={tone} role={tone === "alarm" ? "alert" : "status"}>
      <Icon name={ICONS[tone]} />
      <div>
        {props.title === undefined ? null : <h2 className={css.title}>{props.title}</h2>}
        {props.children}
        {props.actions === undefined ? null : <div className={css.actions}>{props.actions}</div>}
      </div>
    </div>
  );
}

const SHOWN_MS = 8000;

/** Says that something was done, at the foot of the page, and leaves by itself. It never asks anything. */
export function Toast(props: { message: string | null }) {
  const words = useWords();
  const [shown, setShown] = useState(true);
  useEffect(() => {
    setShown(true);
    if (props.message === null) return;
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [props.message]);
  return (
    <div role="status" className={css.toasts} data-noprint>
      {props.message !== null && shown ? (
        <p className={css.toast}>
          <Icon name="check" />
          {props.message}
          <button type="button" aria-label={words.close} onClick={() => setShown(false)}>
            <Icon name="close" size={18} />
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** An empty place: one sentence, and one thing to do. */
export function EmptyState(props: { title: string; hint?: string; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <h2>{props.title}</h2>
      {props.hint === undefined ? null : <p>{props.hint}</p>}
      {props.action === undefined ? null : <div className={css.actions}>{props.action}</div>}
    </div>
  );
}
