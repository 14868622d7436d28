import { createContext, useContext } from "react";

export type FieldError = { field: string; message: string };
export type Typed = Readonly<Record<string, string>>;

type Scope = { errors: readonly FieldError[]; typed: Typed };

const FormScope = createContext<Scope>({ errors: [], typed: {} });
export const FormScopeProvider = FormScope.Provider;

export type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  /** Marked as optional in words; fields are required otherwise. */
  optional?: boolean;
  defaultValue?: string;
  /** Overrides what the form around says about this field. */
  error?: string;
  id?: string;
};

/** What a field shows: what was typed before what is stored, and the error the server gave it. */
export function useField(props: FieldProps) {
  const scope = useContext(FormScope);
  const id = props.id ?? props.name;
  const error = props.error ?? scope.errors.find((one) => one.field === props.name)?.message;
  const hintId = props.hint === undefined ? null : `${id}-hint`;
  const errorId = error === undefined ? null : `${id}-error`;
  return {
    id,
    error,
    hintId,
    errorId,
    value: scope.typed[props.name] ?? props.defaultValue,
    control: {
      id,
      name: props.name,
      "aria-invalid": error === undefined ? undefined : true,
      "aria-describedby": [hintId, errorId].filter(Boolean).join(" ") || undefined,
    },
  };
}
