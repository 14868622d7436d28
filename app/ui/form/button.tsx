import { Link, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { useWords } from "#app/ui/words.tsx";
import css from "./button.module.css";

export type ButtonLook = "main" | "second" | "quiet";

/** A link that looks like a button. */
export function LinkButton(props: {
  to: string;
  look?: ButtonLook;
  icon?: IconName;
  /** Loads the page whole: pages without React bring scripts of their own, which React would not run. */
  whole?: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      discover="none"
      to={props.to}
      reloadDocument={props.whole}
      className={`${css.button} ${css[props.look ?? "second"]}`}
    >
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {props.children}
    </Link>
  );
}

/** Fetches a file; stands in a row with buttons. */
export function FileLink(props: { to: string; children: ReactNode }) {
  return (
    <a href={props.to} download className={`${css.button} ${css.quiet}`}>
      {props.children}
    </a>
  );
}

/** A button that is not a form's own: opens, closes, prints. */
export function Button(props: {
  look?: ButtonLook;
  icon?: IconName;
  type?: "button" | "submit";
  onClick?: () => void;
  disabled?: boolean;
  name?: string;
  value?: string;
  form?: string;
  /** Sends its form as an address instead of posting it: to try something out. */
  formMethod?: "get";
  children: ReactNode;
}) {
  return (
    <button
      type={props.type ?? "button"}
      formMethod={props.formMethod}
      className={`${css.button} ${css[props.look ?? "second"]}`}
      onClick={props.onClick}
      disabled={props.disabled}
      name={props.name}
      value={props.value}
      form={props.form}
    >
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {props.children}
    </button>
  );
}

/** Sends its form; says so while it works, and takes no second click meanwhile. `name`/`value` tell intents apart. */
export function SubmitButton(props: {
  look?: ButtonLook;
  icon?: IconName;
  name?: string;
  value?: string;
  children: ReactNode;
}) {
  const { state, formMethod, formData } = useNavigation();
  const words = useWords();
  const mine = props.name === undefined || formData?.get(props.name) === props.value;
  const busy = state !== "idle" && formMethod === "POST" && mine;
  return (
    <button
      type="submit"
      className={`${css.button} ${css[props.look ?? "main"]}`}
      name={props.name}
      value={props.value}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
      }}
    >
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {busy ? words.working : props.children}
    </button>
  );
}
