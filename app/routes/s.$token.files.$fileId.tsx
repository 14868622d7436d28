import { getFile } from "#app/features/files/get-file.query.server.ts";
import { contextOfLink } from "#app/features/messages/links/find-link.query.server.ts";
import { uploadAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { uuidParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** A file of the one matter that the address's link leads to, as a download; with another link, or a revoked one, there is none. */
export const loader = guardedLoader({ roles: "public", scope: "own" }, async ({ ctx, params }) => {
  const holder = await contextOfLink(ctx, params.token ?? "");
  if (holder === undefined) throw new Response(null, { status: 404 });
  const fileId = uuidParam(params.fileId);
  return uploadAnswer(fileId, found(await getFile(holder, fileId)));
});
