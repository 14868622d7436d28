import { and, eq, isNull, sql } from "drizzle-orm";
import { type LinkedMatter, SYSTEM } from "#app/domain/access/actor.ts";
import { sha256 } from "#app/platform/ids.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { messages, statusLinks } from "#db/schema/intake/messages.ts";

/**
 * The context of whoever holds the secret link `token`: as the firm, in this one matter. Undefined when there is no such link or it was
 * revoked.
 */
export async function contextOfLink(ctx: Ctx, token: string): Promise<Ctx | undefined> {
  const link = await readTx({ ...ctx, actor: SYSTEM }, async (tx) => {
    const [row] = await tx
      .select({
        messageId: statusLinks.messageId,
        issueId: sql<number | null>`coalesce(${statusLinks.issueId}, ${messages.issueId})`,
      })
      .from(statusLinks)
      .leftJoin(messages, eq(messages.messageId, statusLinks.messageId))
      .where(and(eq(statusLinks.tokenHash, sha256(token)), isNull(statusLinks.revokedAt)));
    return row as LinkedMatter | undefined;
  });
  return link && { ...ctx, actor: { kind: "anonymous", link } };
}
