import { and, count, eq, gt, ne, sql, sum } from "drizzle-orm";
import { isUnitSide } from "#app/domain/access/policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { DOCUMENT_MEGABYTES, readPaper } from "#app/platform/documents.ts";
import { sha256 } from "#app/platform/ids.ts";
import { reencodePhoto } from "#app/platform/pictures/reencode-photo.server.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { files } from "#db/schema/events.ts";
import { type FileSubject, mayAttach } from "./file-access.server.ts";
import { DAILY_QUOTA_MB, PHOTOS_PER_SUBJECT, PICTURE_MEGAPIXELS, UPLOAD_LIMIT_MB } from "./photo-refusals.ts";

const MB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

export type StoredFile = { fileId: string; sizeBytes: number };

/** What to keep, what for, and under which id. */
export type FileToStore = { fileId: string; subject: FileSubject; content: Uint8Array };
/** Content that may be handed out again. */
export type Harmless = { content: Buffer; mime: string };

/**
 * Stores a photo of a contact, issue or message, made harmless first ({@link makeHarmless}), or a paper; its name is not kept. `fileId` comes from the
 * phone: sent twice it is stored once. Refuses with `file.*`, and `common.not_found` where the actor may not add to the subject.
 */
export async function storeFile(ctx: Ctx, input: FileToStore): Promise<Result<StoredFile>> {
  const { fileId, subject, content } = input;
  const made = await makeHarmless(content, subject);
  if (!made.ok) return made;
  const what = { fileId, subject, sent: sha256(content) };
  return once(ctx, { key: fileId, action: "file.store", content: what }, (tx, now) =>
    keepHarmless(ctx, tx, now, { fileId, subject, made: made.value }),
  );
}

/**
 * Keeps what was made harmless, inside a transaction of the caller's; the same id again changes nothing. What a unit adds to an issue is
 * its own, relayed to the firm, and keeps its name. Refuses like {@link storeFile}.
 */
export async function keepHarmless(
  ctx: Ctx,
  tx: Tx,
  now: string,
  file: { fileId: string; subject: FileSubject; made: Harmless; name?: string | null },
): Promise<Result<StoredFile>> {
  const { actor } = ctx;
  const { fileId, subject, made } = file;
  const uploadedBy = actor.kind === "person" ? actor.userId : null;
  const sizeBytes = made.content.byteLength;
  const allowed = await mayAttach(tx, actor, subject);
  if (allowed === null) return refuse("common.not_found", {});
  const fromUnit = subject.kind === "issue" && actor.kind === "person" && isUnitSide(actor);
  const { subjectId } = allowed;
  const name = fromUnit ? file.name : null;
  const row = { subjectKind: subject.kind, subjectId, uploadedBy, fromUnit, sizeBytes };
  const full = await overLimits(tx, { ...row, fileId }, now);
  if (full) return full;
  const inserted = await tx
    .insert(files)
    .values({ ...row, ...made, fileId, name, sha256: sha256(made.content), createdAt: now })
    .onConflictDoNothing()
    .returning({ fileId: files.fileId });
  if (inserted.length === 0) return ok({ fileId, sizeBytes });
  await recordAudit(
    tx,
    actor,
    now,
    {
      action: "file.stored",
      objectKind: subject.kind,
      objectId: subjectId,
      detail: { fileId, sizeBytes },
    },
    ctx.requestId,
  );
  return ok({ fileId, sizeBytes });
}

/** A photo written anew, or a paper of an issue or message that only shows what is in it. Refuses with `file.*`. */
export async function makeHarmless(content: Uint8Array, subject: FileSubject): Promise<Result<Harmless>> {
  if (content.byteLength === 0) return refuse("file.empty", {}, "photo");
  const tooLarge = (limitMb: number) => refuse("file.too_large", { limitMb }, "photo");
  const takesPapers = subject.kind !== "contact";
  if (content.byteLength > (takesPapers ? DOCUMENT_MEGABYTES : UPLOAD_LIMIT_MB) * MB)
    return tooLarge(takesPapers ? DOCUMENT_MEGABYTES : UPLOAD_LIMIT_MB);
  const paper = takesPapers ? await readPaper(content) : null;
  if (paper?.ok) return ok({ content: Buffer.from(content), mime: paper.mime });
  if (paper) return refuse(paper.why === "active" ? "file.active" : "file.unreadable", {}, "photo");
  if (content.byteLength > UPLOAD_LIMIT_MB * MB) return tooLarge(UPLOAD_LIMIT_MB);
  const picture = await reencodePhoto(content, PICTURE_MEGAPIXELS);
  if (picture.ok) return ok({ content: Buffer.from(picture.content), mime: picture.mime });
  if (picture.why === "too_many_pixels")
    return refuse("file.too_many_pixels", { limitMegapixels: PICTURE_MEGAPIXELS }, "photo");
  if (picture.why === "held_whole") return refuse("file.held_whole", {}, "photo");
  if (picture.why === "unreadable") return refuse("file.unreadable", {}, "photo");
  return refuse(takesPapers ? "file.not_taken" : "file.not_an_image", {}, "photo");
}

/**
 * The id of a photo sent by a page without scripts, made from what it is: the same photo sent twice to the same subject by the same
 * person is stored once.
 */
export function fileIdOf(ctx: Ctx, subject: FileSubject, content: Uint8Array): string {
  const userId = ctx.actor.kind === "person" ? ctx.actor.userId : 0;
  const hash = sha256(`${userId} ${JSON.stringify(subject)} ${sha256(content)}`);
  return hash.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}

/** Whether there is no room; a unit's files and those of the firm's side are counted apart, so that neither fills the other's room. */
async function overLimits(
  tx: Tx,
  row: {
    fileId: string;
    subjectKind: string;
    subjectId: number;
    uploadedBy: number | null;
    fromUnit: boolean;
    sizeBytes: number;
  },
  now: string,
): Promise<Result<never> | null> {
  const { subjectKind, subjectId, uploadedBy: userId, fromUnit, sizeBytes } = row;
  // One person's uploads are counted one after the other, or nine at once would all see eight.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('files'), ${userId ?? -subjectId}::integer)`);
  const [kept] = await tx
    .select({ photos: count() })
    .from(files)
    .where(
      and(
        eq(files.subjectKind, subjectKind),
        eq(files.subjectId, subjectId),
        eq(files.fromUnit, fromUnit),
        ne(files.fileId, row.fileId),
      ),
    );
  if ((kept?.photos ?? 0) >= PHOTOS_PER_SUBJECT)
    return refuse("file.too_many", { limit: PHOTOS_PER_SUBJECT }, "photo");
  // Whoever holds a link has no account to count by: the number of photos of the one matter bounds them.
  if (userId === null) return null;
  const since = new Date(Date.parse(now) - DAY_MS).toISOString();
  const [used] = await tx
    .select({ bytes: sum(files.sizeBytes) })
    .from(files)
    .where(and(eq(files.uploadedBy, userId), gt(files.createdAt, since)));
  if (Number(used?.bytes ?? 0) + sizeBytes > DAILY_QUOTA_MB * MB)
    return refuse("file.quota_used", { limitMb: DAILY_QUOTA_MB }, "photo");
  return null;
}
