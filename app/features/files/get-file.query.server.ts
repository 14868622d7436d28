import { eq } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { ENDINGS } from "#app/platform/documents.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { files } from "#db/schema/events.ts";
import { mayRead } from "./file-access.server.ts";

/** A file as it is served; `name` = what it is called, where that is kept. */
export type FileContent = {
  content: Buffer;
  mime: string;
  name: string | null;
  ending: string;
  sha256: string;
};

/** One file whose subject the actor may see; refuses with `common.not_found`. */
export function getFile(ctx: Ctx, fileId: string): Promise<Result<FileContent>> {
  return readTx(ctx, async (tx) => {
    const [found] = await tx
      .select({ subjectKind: files.subjectKind, subjectId: files.subjectId, fromUnit: files.fromUnit })
      .from(files)
      .where(eq(files.fileId, fileId));
    if (!found || !(await mayRead(tx, ctx.actor, found))) return refuse("common.not_found", {});
    const [file] = await tx
      .select({ content: files.content, mime: files.mime, name: files.name, sha256: files.sha256 })
      .from(files)
      .where(eq(files.fileId, fileId));
    return file
      ? ok({ ...file, ending: ENDINGS[file.mime] ?? "bin", content: Buffer.from(file.content) })
      : refuse("common.not_found", {});
  });
}
