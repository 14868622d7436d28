import { json } from "@remix-run/node";
import type { ErrorCode } from "#app/domain/errors.ts";
import type { Refusal, Result } from "#app/domain/result.ts";

/** Codes that are not a field's fault; every other refusal is 422. */
const STATUSES: Partial<Record<ErrorCode, number>> = {
  "common.not_found": 404,
  "common.forbidden": 404,
  "common.conflict": 409,
  "common.key_reused": 409,
  "common.busy": 503,
  "pairing.plan_stale": 409,
  "pairing.already_published": 409,
  "plan.already_running": 409,
  "plan.state": 409,
  "account.locked": 429,
};

/** What an action answers with: the value, or the refusal that the page words. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: Refusal };

/** The status of a refusal. */
export function statusOf(code: ErrorCode): number {
  return STATUSES[code] ?? 422;
}

/** The only place where refusals become statuses. Outside one's scope is not found, as bare 404. */
export function respond<T>(result: Result<T>) {
  if (result.ok) return json<Answer<T>>(result);
  const status = statusOf(result.error.code);
  if (status === 404) throw new Response(null, { status });
  return json<Answer<T>>(result, { status });
}
