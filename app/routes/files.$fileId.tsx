import { getFile } from "#app/features/files/get-file.query.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { uuidParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** One photo or attachment, always as a download; who may see its record may fetch it. */
export const loader = guardedLoader({ roles: "signed_in", scope: "rows" }, async ({ ctx, params }) => {
  const fileId = uuidParam(params.fileId);
  const { content, mime, ending } = found(await getFile(ctx, fileId));
  return new Response(new Uint8Array(content), {
    headers: {
      "Content-Type": mime,
      "Content-Disposition": `attachment; filename="${fileId.slice(0, 8)}.${ending}"`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
});
