import type { ReactNode } from "react";
import { useWords } from "#app/ui/words.tsx";
import css from "./fields.module.css";
import { type FieldProps, useField } from "./form-scope.tsx";

export type Option = { value: string; label: string; hint?: string };

function Words(props: FieldProps & { field: ReturnType<typeof useField> }) {
  const words = useWords();
  const { field } = props;
  return (
    <>
      {props.hint === undefined ? null : (
        <span className={css.hint} id={field.hintId ?? undefined}>
          {props.hint}
        </span>
      )}
      {field.error === undefined ? null : (
        <span className={css.error} id={field.errorId ?? undefined}>
          <span className="sr">{words.errorPrefix}</span>
          {field.error}
        </span>
      )}
    </>
  );
}

function Frame(
  props: FieldProps & { field: ReturnType<typeof useField>; wide?: boolean; children: ReactNode },
) {
  const words = useWords();
  return (
    <div className={props.field.error === undefined ? css.field : `${css.field} ${css.wrong}`}>
      <label htmlFor={props.field.id}>
        {props.label}
        {props.optional ? <span className={css.optional}>{words.optional}</span> : null}
      </label>
      <Words {...props} />
      {props.children}
    </div>
  );
}

/** One line of text, a number, a date (`type="date"`), a telephone number. */
export function TextField(
  props: FieldProps & {
    type?: "text" | "password" | "tel" | "email" | "date" | "number" | "search";
    inputMode?: "text" | "numeric" | "decimal" | "tel" | "email";
    autoComplete?: string;
    placeholder?: string;
    maxLength?: number;
    min?: string;
    max?: string;
    /** Width in characters, where the expected answer is short. */
    width?: 6 | 12 | 20;
  },
) {
  const field = useField(props);
  return (
    <Frame {...props} field={field}>
      <input
        {...field.control}
        className={props.width === undefined ? css.input : `${css.input} ${css[`w${props.width}`]}`}
        type={props.type ?? "text"}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        min={props.min}
        max={props.max}
        defaultValue={field.value}
      />
    </Frame>
  );
}

/** Several lines of text. */
export function TextareaField(
  props: FieldProps & { rows?: number; maxLength?: number; placeholder?: string },
) {
  const field = useField(props);
  return (
    <Frame {...props} field={field}>
      <textarea
        {...field.control}
        className={css.input}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        placeholder={props.placeholder}
        defaultValue={field.value}
      />
    </Frame>
  );
}

/** One of many, as the system's own drop-down. */
export function SelectField(props: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  const field = useField(props);
  return (
    <Frame {...props} field={field}>
      <select {...field.control} className={css.input} defaultValue={field.value ?? ""}>
        {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** One of a few (or, with `many`, any of them) as taps. `inline` sets them side by side. */
export function ChoiceField(
  props: FieldProps & { options: readonly Option[]; many?: boolean; inline?: boolean },
) {
  const field = useField(props);
  const words = useWords();
  const chosen = (field.value ?? "").split(",");
  return (
    <fieldset
      className={field.error === undefined ? css.field : `${css.field} ${css.wrong}`}
      aria-describedby={field.control["aria-describedby"]}
    >
      <legend>
        {props.label}
        {props.optional ? <span className={css.optional}>{words.optional}</span> : null}
      </legend>
      <Words {...props} field={field} />
      <div className={props.inline ? css.inline : css.choices}>
        {props.options.map((option, at) => (
          <label key={option.value} className={css.choice}>
            <input
              id={at === 0 ? field.id : undefined}
              type={props.many ? "checkbox" : "radio"}
              name={props.name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>
              {option.label}
              {option.hint === undefined ? null : <span className={css.hint}>{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What browsers send for a ticked box without a value, and what forms read as yes. */
const TICKED = "on";

/** A single yes or no. */
export function CheckboxField(props: FieldProps & { value?: string }) {
  const field = useField(props);
  return (
    <div className={css.field}>
      <label className={css.choice}>
        <input
          {...field.control}
          type="checkbox"
          value={props.value ?? TICKED}
          defaultChecked={field.value === (props.value ?? TICKED)}
        />
        <span>
          {props.label}
          <Words {...props} field={field} />
        </span>
      </label>
    </div>
  );
}

/** A file; `capture` is left out because it would force the camera on some phones. */
export function FileField(props: FieldProps & { accept?: string; multiple?: boolean }) {
  const field = useField(props);
  return (
    <Frame {...props} field={field}>
      <input
        {...field.control}
        className={`${css.input} ${css.file}`}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
      />
    </Frame>
  );
}

/** Fields that belong together, under one heading. */
export function FieldGroup(props: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={css.group}>
      <legend>{props.title}</legend>
      {props.hint === undefined ? null : <p className={css.hint}>{props.hint}</p>}
      {props.children}
    </fieldset>
  );
}
