import { createReadableStreamFromReadable } from "@remix-run/node";
import { CODE_READERS } from "#app/features/codes/code-roles.ts";
import { streamCodes } from "#app/features/codes/stream-codes.server.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** All codes of a station, township or county as pictures in one archive, drawn while it is sent. */
export const loader = guardedLoader(
  { roles: CODE_READERS, scope: "rows" },
  async ({ ctx, actor, services }) =>
    fileAnswer(
      createReadableStreamFromReadable(streamCodes(ctx, actor, services.origin)),
      "application/zip",
      "codes.zip",
    ),
);
