import { fileStem } from "#app/domain/file/file-stem.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { DOCUMENT_MEGABYTES } from "#app/platform/documents.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { PHOTOS_PER_SUBJECT } from "./photo-refusals.ts";
import { fileIdOf, type Harmless, keepHarmless, makeHarmless } from "./store-file.command.server.ts";

/** What one relayed message may bring along; megabytes of one file, and of the whole form. */
export const RELAY_LIMITS = { photos: PHOTOS_PER_SUBJECT, megabytes: DOCUMENT_MEGABYTES, wholeMegabytes: 40 };

/** Files that go along with a command: what they are, and how they are kept in the command's own transaction. */
export type RelayedFiles = {
  fileIds: string[];
  keep: (tx: Tx, now: string) => Promise<Result<true>>;
};

/**
 * Makes files harmless that a unit sends to the firm through an issue, before the command they go along with is given; they are stored
 * with it or not at all. Refuses with `file.*`.
 */
export async function prepareRelayed(
  ctx: Ctx,
  issueId: number,
  sent: {
    photos: readonly Uint8Array[];
    names: readonly string[];
    refused: "file.too_large" | "file.empty" | null;
  },
): Promise<Result<RelayedFiles>> {
  const { photos, names, refused } = sent;
  if (refused === "file.empty") return refuse(refused, {}, "photo");
  if (refused !== null) return refuse(refused, { limitMb: RELAY_LIMITS.megabytes }, "photo");
  const subject = { kind: "issue", issueId } as const;
  const prepared = new Map<string, { made: Harmless; name: string | null }>();
  for (const [at, content] of photos.entries()) {
    const made = await makeHarmless(content, subject);
    if (!made.ok) return made;
    prepared.set(fileIdOf(ctx, subject, content), { made: made.value, name: fileStem(names[at] ?? "") });
  }
  return ok({
    fileIds: [...prepared.keys()],
    keep: async (tx, now) => {
      for (const [fileId, file] of prepared) {
        const kept = await keepHarmless(ctx, tx, now, { fileId, subject, ...file });
        if (!kept.ok) return kept;
      }
      return ok(true);
    },
  });
}
