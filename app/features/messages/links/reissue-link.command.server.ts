import { and, eq, isNull, or, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { asSystem } from "#db/as-system.ts";
import { type Ctx, read, type Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { messages, statusLinks } from "#db/schema/intake/messages.ts";
import { issues } from "#db/schema/issues.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { messageScope } from "#db/views/message.scope.ts";
import { keepLink, tokenOfKey } from "./status-token.server.ts";

/** What a link leads to. */
export type LinkTarget = { messageId: number } | { issueId: number };
export type ReissuedLink = { token: string; number: string };

/**
 * Gives a new secret link for a message or an issue in scope, face to face, once per key; every former link to the same matter ends.
 * The token is made from the key and never stored. Refuses with `common.not_found`.
 */
export async function reissueLink(ctx: Ctx, key: string, target: LinkTarget): Promise<Result<ReissuedLink>> {
  if (ctx.actor.kind !== "person") return refuse("common.forbidden", {});
  const { userId } = ctx.actor;
  const given = await once(ctx, { key, action: "link.reissue", content: target }, async (tx, now) => {
    const matter = await findMatter(ctx, tx, target);
    if (!matter) return refuse("common.not_found", {});
    await tx
      .update(statusLinks)
      .set({ revokedAt: now })
      .where(
        and(
          isNull(statusLinks.revokedAt),
          or(
            matter.issueId === null ? sql`false` : eq(statusLinks.issueId, matter.issueId),
            matter.messageId === null ? sql`false` : eq(statusLinks.messageId, matter.messageId),
          ),
        ),
      );
    await keepLink(tx, now, await tokenOfKey(tx, key), target, userId);
    const [kind, id] =
      "messageId" in target ? (["message", target.messageId] as const) : (["issue", target.issueId] as const);
    const audit = { action: "link.reissue", objectKind: kind, objectId: id };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ number: matter.number });
  });
  if (!given.ok) return given;
  return ok({ ...given.value, token: await read(ctx.db, (tx) => tokenOfKey(tx, key)) });
}

/** The matter in the actor's scope, with the message an issue came from, whose links end too. */
async function findMatter(ctx: Ctx, tx: Tx, target: LinkTarget) {
  if ("messageId" in target) {
    const [row] = await tx
      .select({ messageId: messages.messageId, issueId: messages.issueId, number: messages.number })
      .from(messages)
      .where(and(eq(messages.messageId, target.messageId), messageScope(ctx.actor)));
    return row;
  }
  const [row] = await tx
    .select({ issueId: issues.issueId, number: issues.number })
    .from(issues)
    .where(and(eq(issues.issueId, target.issueId), issueScope(ctx.actor)));
  if (!row) return undefined;
  const [from] = await asSystem(tx, ctx.actor, () =>
    tx.select({ id: messages.messageId }).from(messages).where(eq(messages.issueId, row.issueId)),
  );
  return { ...row, messageId: from?.id ?? null };
}
