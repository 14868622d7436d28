import type { Refusal } from "#app/domain/result.ts";
import type { Translator } from "./translator.ts";

/** What an action answered, as far as a form shows it: a refusal, and per field the keys of what is wrong. */
export type FormAnswer =
  | { ok: true }
  | {
      ok: false;
      error: Pick<Refusal, "code"> & { facts: object; field?: string };
      fields?: Record<string, string[]>;
      typed?: Record<string, string>;
    };

/** One line of the error summary; `field` is the id of the control, empty when the form as a whole is meant. */
export type FormError = { field: string; message: string };

/** The sentences of an answer, one a field, in the order of the form; the refusal itself where no field is named. */
export function formErrors(t: Translator, answer: FormAnswer | undefined | null): FormError[] {
  if (!answer || answer.ok) return [];
  const named = Object.entries(answer.fields ?? {}).filter(([, messages]) => messages.length > 0);
  if (named.length > 0)
    return named.map(([field, messages]) => ({ field, message: sentenceOf(t, messages[0]) }));
  return [{ field: answer.error.field ?? "", message: t.refusal(answer.error) }];
}

/**
 * What was sent by no form that is still on the page, as one line for its head: a body too large to be read, an unknown command, a
 * step that another person took meanwhile. `hasForm` says of what was typed whether one of the page's forms shows the answer.
 */
export function unplacedErrors(
  t: Translator,
  answer: FormAnswer | undefined | null,
  hasForm: (sent: Readonly<Record<string, string>>) => boolean = () => false,
): FormError[] {
  if (!answer || answer.ok || hasForm(answer.typed ?? {})) return [];
  return formErrors(t, answer)
    .slice(0, 1)
    .map(({ message }) => ({ field: "", message }));
}

/** A schema's own English, where a rule has no sentence of ours (an unknown field, a value out of all bounds), is nobody's to read. */
function sentenceOf(t: Translator, key = "form.invalid"): string {
  const sentence = t.dynamic(key);
  return sentence === key ? t("form.invalid") : sentence;
}

/** The sentence at one field, if it has any. */
export function errorAt(errors: readonly FormError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
