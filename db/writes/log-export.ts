import { type Ctx, withTx } from "../client.ts";
import { recordAudit } from "../record.ts";

/** Says in the audit that a list leaves the system, with the filters and the reason: before its first row does. */
export function logExport(
  ctx: Ctx,
  action: string,
  list: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return withTx(ctx, (tx, now) =>
    recordAudit(tx, ctx.actor, now, { action, objectKind: "export", objectId: list, detail }, ctx.requestId),
  );
}
