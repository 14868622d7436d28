import { json } from "@remix-run/node";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { Refusal } from "#app/domain/result.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { readPreferences } from "../page/preferences.ts";
import { statusOf } from "../respond.server.ts";

/** A refusal as the outbox of a phone takes it: its code, and sentences it can show without a dictionary. */
export function refuseToPhone(
  request: Request,
  answer: { error: Refusal; fields?: Record<string, string[]> },
) {
  const t = translator(readPreferences(request.headers).locale);
  const errors = formErrors(t, { ok: false, ...answer } satisfies FormAnswer).map(({ message }) => message);
  // A bare 404 means another account; what the outbox sent and does not fit is 422 with its reason.
  const status = statusOf(answer.error.code);
  return json({ ok: false, code: answer.error.code, errors }, { status: status === 404 ? 422 : status });
}

/**
 * Refuses what somebody else wrote: phones are shared, and the outbox says whose words it sends. Answers 401, so that the words wait
 * until their author is signed in again.
 */
export function requireAuthor(request: Request, actor: PersonActor): void {
  const author = request.headers.get("liaison-user");
  if (author !== null && author !== String(actor.userId)) throw new Response(null, { status: 401 });
}
