import { getFile } from "#app/features/files/get-file.query.server.ts";
import { uploadAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { uuidParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** One photo or attachment, always as a download; who may see its record may fetch it. */
export const loader = guardedLoader({ roles: "signed_in", scope: "rows" }, async ({ ctx, params }) => {
  const fileId = uuidParam(params.fileId);
  return uploadAnswer(fileId, found(await getFile(ctx, fileId)));
});
