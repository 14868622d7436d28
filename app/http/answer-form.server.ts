import { json } from "@remix-run/node";
import { type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { respond } from "./respond.server.ts";

/** A refused form as the page shows it again: what is wrong, by field where known, and what was typed. */
export type RefusedForm = {
  ok: false;
  error: Refusal;
  fields?: Record<string, string[]>;
  typed: Record<string, string>;
};

/** What was typed, as {@link typedOf} gives it, of a request that is still to be read. */
export async function typedIn(request: Request): Promise<Record<string, string>> {
  return typedOf(
    await request
      .clone()
      .formData()
      .catch(() => new FormData()),
  );
}

/** What was typed, several values of one name joined by commas, so that taps come back too. */
export function typedOf(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value): value is string => typeof value === "string");
    if (values.length > 0 && name !== "password") typed[name] = values.join(",");
  }
  return typed;
}

/** Answers a refusal with its status and what was typed; outside one's scope stays a bare 404. */
export function answerRefused(
  refused: Extract<Result<never>, { ok: false }> & { fields?: Record<string, string[]> },
  typed: Record<string, string>,
) {
  const { status } = respond<never>(refused);
  return json<RefusedForm>({ ok: false, error: refused.error, fields: refused.fields, typed }, { status });
}

/** Answers that a field can't be what was sent. */
export function answerInvalid(field: string, typed: Record<string, string>) {
  return answerRefused(refuse("common.invalid", { field }, field), typed);
}

/** The value of a query that found its record; outside the reader's scope the page does not exist. */
export function found<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Response(null, { status: respond<never>(result).status });
}
