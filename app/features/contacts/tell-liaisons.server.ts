import { eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { deputies } from "#db/schema/deputies.ts";
import { notices, outbox } from "#db/schema/escalations.ts";
import { firms } from "#db/schema/firms.ts";
import { pairings } from "#db/schema/pairings.ts";

/** Tells the liaison of each firm whose contact was made without them. */
export async function tellLiaisons(
  tx: Tx,
  now: string,
  contactId: string,
  firmIds: readonly number[],
  deputyIds: readonly number[],
): Promise<void> {
  const rows = await tx
    .select({ userId: deputies.userId, deputyId: deputies.deputyId, firmId: firms.firmId, name: firms.name })
    .from(pairings)
    .innerJoin(deputies, eq(deputies.deputyId, pairings.deputyId))
    .innerJoin(firms, eq(firms.firmId, pairings.firmId))
    .where(sql`${inArray(pairings.firmId, [...firmIds])} and ${isNull(pairings.endedOn)}`);
  for (const { userId, deputyId, firmId, name } of rows) {
    if (userId === null || deputyIds.includes(deputyId)) continue;
    const facts = { contactId, firmId, firmName: name, href: `/contacts/${contactId}` };
    const [notice] = await tx
      .insert(notices)
      .values({ recipientUserId: userId, kind: "contact.by_other", facts, createdAt: now })
      .returning({ noticeId: notices.noticeId });
    await tx.insert(outbox).values({
      topic: "notice",
      noticeId: notice!.noticeId,
      payload: {},
      createdAt: now,
      availableAt: now,
    });
  }
}
