import type { ReactNode } from "react";
import { LinkButton, SubmitButton } from "./button.tsx";
import css from "./confirm-panel.module.css";
import type { FieldError, Typed } from "./form-scope.tsx";
import { PostForm } from "./post-form.tsx";

/** Asks before something weighty, in the page and at its own address (`?confirm=…`), never in a pop-up. */
export function ConfirmPanel(props: {
  title: string;
  /** What will happen, and what will not. */
  effect: ReactNode;
  confirm: string;
  cancel: { to: string; label: string };
  action?: string;
  hidden?: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
  typed?: Typed;
  version?: number;
  /** Fields such as a reason. */
  children?: ReactNode;
}) {
  return (
    <section className={css.panel} aria-label={props.title}>
      <h2>{props.title}</h2>
      <div className={css.effect}>{props.effect}</div>
      <PostForm
        action={props.action}
        errors={props.errors}
        typed={props.typed}
        version={props.version}
        buttons={
          <>
            <SubmitButton>{props.confirm}</SubmitButton>
            <LinkButton to={props.cancel.to} look="quiet">
              {props.cancel.label}
            </LinkButton>
          </>
        }
      >
        {Object.entries(props.hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.children}
      </PostForm>
    </section>
  );
}
