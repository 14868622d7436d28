import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { sha256 } from "#app/platform/ids.ts";
import type { Tx } from "#db/client.ts";
import { statusLinks } from "#db/schema/intake/messages.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** 16 characters of 5 bits: the 80 bits of a status link. */
const LENGTH = 16;

/**
 * The token of the link that the form with `key` gets: made from the form's key and the installation's secret, so that a repeated form is
 * answered with the same link though the token itself is stored nowhere.
 */
export async function tokenOfKey(tx: Tx, key: string): Promise<string> {
  const [secret] = await tx.execute<{ value: string }>(
    sql`select value #>> '{}' as value from installation where name = 'link_key'`,
  );
  const digest = createHmac("sha256", secret!.value).update(`status link ${key}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte & 31]).join("");
}

/** Keeps the digest of a link to a message or an issue. */
export async function keepLink(
  tx: Tx,
  now: string,
  token: string,
  to: { messageId: number } | { issueId: number },
  createdBy: number | null,
): Promise<void> {
  await tx.insert(statusLinks).values({ tokenHash: sha256(token), ...to, createdBy, createdAt: now });
}
