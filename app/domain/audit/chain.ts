/** One audit entry as the chain sees it: every column as text, `detail` in the database's own canonical form. */
export type ChainedEntry = {
  auditId: number;
  at: string;
  actorUserId: number | null;
  actorRole: string;
  action: string;
  objectKind: string;
  objectId: string;
  detail: string;
  requestId: string | null;
};

/** What the first entry is chained to. */
export const CHAIN_START = "0".repeat(64);

/** The text whose SHA-256 is an entry's seal: the seal before it, then every field in a fixed order. */
export function sealedText(previousHash: string, entry: ChainedEntry): string {
  return JSON.stringify([
    previousHash,
    entry.auditId,
    entry.at,
    entry.actorUserId,
    entry.actorRole,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.detail,
    entry.requestId,
  ]);
}
