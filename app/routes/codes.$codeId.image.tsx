import { CODE_READERS } from "#app/features/codes/code-roles.ts";
import { getCodeImage } from "#app/features/codes/codes.query.server.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** A code as a picture to keep, SVG or PNG. */
export const loader = guardedLoader(
  { roles: CODE_READERS, scope: "rows" },
  async ({ ctx, actor, params, services, url }) => {
    const codeId = idParam(params.codeId);
    const format = url.searchParams.get("format") === "svg" ? "svg" : "png";
    const bytes = found(await getCodeImage(ctx, actor, codeId, services.origin, format));
    return fileAnswer(bytes, format === "svg" ? "image/svg+xml" : "image/png", `code-${codeId}.${format}`);
  },
);
