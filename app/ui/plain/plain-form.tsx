import type { ReactNode } from "react";
import { FORM_KEY_NAME, newFormKey } from "#app/ui/form-key.tsx";

/** The form of a page without React; carries its idempotency key unless `keyless`. */
export function PlainForm(props: {
  action?: string;
  keyless?: boolean;
  upload?: boolean;
  /** Marks the form that a phone's outbox takes over. */
  log?: boolean;
  children: ReactNode;
}) {
  return (
    <form
      method="post"
      action={props.action}
      className="p-stack"
      noValidate
      data-log={props.log ? "" : undefined}
      encType={props.upload ? "multipart/form-data" : undefined}
    >
      {props.keyless ? null : <input type="hidden" name={FORM_KEY_NAME} value={newFormKey()} />}
      {props.children}
    </form>
  );
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  /** The same sentence as in the summary; `errorPrefix` says 错误： to screen readers. */
  error?: string;
  errorPrefix?: string;
  defaultValue?: string;
  required?: boolean;
};

function describedBy(props: FieldProps): string | undefined {
  const ids = [props.hint && `${props.name}-hint`, props.error && `${props.name}-error`].filter(Boolean);
  return ids.length === 0 ? undefined : ids.join(" ");
}

function Notes(props: FieldProps) {
  return (
    <>
      {props.hint === undefined ? null : (
        <span className="p-hint" id={`${props.name}-hint`}>
          {props.hint}
        </span>
      )}
      {props.error === undefined ? null : (
        <span className="p-err" id={`${props.name}-error`}>
          {props.errorPrefix}
          {props.error}
        </span>
      )}
    </>
  );
}

/** One line of text. */
export function PlainField(
  props: FieldProps & {
    type?: "text" | "password" | "tel" | "email" | "date" | "time" | "number" | "search";
    inputMode?: "text" | "numeric" | "tel" | "email";
    autoComplete?: string;
    autoFocus?: boolean;
    maxLength?: number;
  },
) {
  return (
    <div className="p-field">
      <label htmlFor={props.name}>{props.label}</label>
      <Notes {...props} />
      <input
        className="p-input"
        id={props.name}
        name={props.name}
        type={props.type ?? "text"}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        maxLength={props.maxLength}
        defaultValue={props.defaultValue}
        aria-required={props.required || undefined}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(props)}
      />
    </div>
  );
}

/** Several lines of text. */
export function PlainTextarea(props: FieldProps & { rows?: number; maxLength?: number }) {
  return (
    <div className="p-field">
      <label htmlFor={props.name}>{props.label}</label>
      <Notes {...props} />
      <textarea
        className="p-input"
        id={props.name}
        name={props.name}
        rows={props.rows ?? 5}
        maxLength={props.maxLength}
        defaultValue={props.defaultValue}
        aria-required={props.required || undefined}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(props)}
      />
    </div>
  );
}

/** A native drop-down, for more than about seven options. */
export function PlainSelect(
  props: FieldProps & { options: readonly { value: string; label: string }[]; placeholder?: string },
) {
  return (
    <div className="p-field">
      <label htmlFor={props.name}>{props.label}</label>
      <Notes {...props} />
      <select
        className="p-input"
        id={props.name}
        name={props.name}
        defaultValue={props.defaultValue ?? ""}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(props)}
      >
        {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Taps instead of typing: one of (radio) or any of (checkbox) a few options; several defaults are separated by commas. */
export function PlainChoices(
  props: FieldProps & {
    options: readonly { value: string; label: string; hint?: string }[];
    many?: boolean;
    inline?: boolean;
  },
) {
  const chosen = (props.defaultValue ?? "").split(",");
  return (
    <fieldset className={props.inline ? "p-field p-inline" : "p-field"} aria-describedby={describedBy(props)}>
      <legend>{props.label}</legend>
      <Notes {...props} />
      {props.options.map((option, at) => (
        <label key={option.value}>
          <input
            id={at === 0 ? props.name : undefined}
            type={props.many ? "checkbox" : "radio"}
            name={props.name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
          />
          {option.hint === undefined ? (
            option.label
          ) : (
            <span>
              {option.label}
              <span className="p-hint">{option.hint}</span>
            </span>
          )}
        </label>
      ))}
    </fieldset>
  );
}

/** What is wrong, first thing on the page, each line a link to its field. */
export function PlainErrorSummary(props: {
  title: string;
  errors: readonly { field: string; message: string }[];
}) {
  if (props.errors.length === 0) return null;
  return (
    <div className="p-note" data-tone="alarm" role="alert">
      <h2>{props.title}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The main action; `name` and `value` tell several buttons of one form apart. */
export function PlainButton(props: {
  children: ReactNode;
  second?: boolean;
  name?: string;
  value?: string;
  formAction?: string;
}) {
  return (
    <button
      type="submit"
      className={props.second ? "p-btn p-btn2" : "p-btn"}
      name={props.name}
      value={props.value}
      formAction={props.formAction}
    >
      {props.children}
    </button>
  );
}

/** A link as large as a button. */
export function PlainLink(props: { href: string; children: ReactNode; main?: boolean }) {
  return (
    <a className={props.main ? "p-btn" : "p-btn p-btn2"} href={props.href}>
      {props.children}
    </a>
  );
}
