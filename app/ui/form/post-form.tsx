import { Form, useActionData } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { FormKey } from "#app/ui/form-key.tsx";
import { useWords } from "#app/ui/words.tsx";
import { type FieldError, FormScopeProvider, type Typed } from "./form-scope.tsx";
import css from "./post-form.module.css";

/** What is wrong, before the form; each line leads to its field, and the list takes the focus when it appears. */
export function ErrorSummary(props: { errors: readonly FieldError[] }) {
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const { errors } = props;
  const answer = useActionData();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new answer asks for attention anew, a rendering does not
  useEffect(() => {
    if (errors.length === 0) return;
    box.current?.focus();
    if (!document.title.startsWith(words.errorTitle(""))) document.title = words.errorTitle(document.title);
  }, [answer]);
  if (errors.length === 0) return null;
  return (
    <div className={css.summary} role="alert" tabIndex={-1} ref={box}>
      <h2>{words.errorSummary(errors.length)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            {error.field === "" ? error.message : <a href={`#${error.field}`}>{error.message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The row of buttons under a form; on phones it stays at the thumb. */
export function FormButtons(props: { children: ReactNode }) {
  return <div className={css.buttons}>{props.children}</div>;
}

/**
 * A form that posts once: key, error summary, fields that remember what was typed, and its buttons.
 * Works without script; the fields inside find their errors by name.
 */
export function PostForm(props: {
  errors?: readonly FieldError[];
  typed?: Typed;
  action?: string;
  upload?: boolean;
  /** `SubmitButton`, and beside it a quiet way out. */
  buttons: ReactNode;
  /** A button alone, in a row with other things: takes no room of its own and does not stick to the thumb. */
  inline?: boolean;
  /** The version of the record that was seen, for the optimistic lock. */
  version?: number;
  children: ReactNode;
}) {
  const errors = props.errors ?? [];
  return (
    <Form
      method="post"
      action={props.action}
      noValidate
      encType={props.upload ? "multipart/form-data" : undefined}
      className={props.inline ? css.inline : css.form}
    >
      <ErrorSummary errors={errors} />
      <FormKey />
      {props.version === undefined ? null : <input type="hidden" name="version" value={props.version} />}
      <FormScopeProvider value={{ errors, typed: props.typed ?? {} }}>{props.children}</FormScopeProvider>
      {props.inline ? props.buttons : <FormButtons>{props.buttons}</FormButtons>}
    </Form>
  );
}
