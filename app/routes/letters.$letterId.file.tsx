import { paperOf } from "#app/features/letters/components/letter-words.ts";
import { getLetter } from "#app/features/letters/get-letter.query.server.ts";
import { DOCX_TYPE, letterDocx } from "#app/features/letters/letter-docx.server.ts";
import { LETTER_READERS } from "#app/features/letters/letter-roles.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat } from "#app/i18n/format.ts";

/** A supervision notice as a Word paper. */
export const loader = guardedLoader({ roles: LETTER_READERS, scope: "rows" }, async ({ ctx, params }) => {
  const letter = found(await getLetter(ctx, idParam(params.letterId)));
  const t = translator("zh-CN");
  const bytes = await letterDocx(paperOf(t, makeFormat(t, null), letter));
  return fileAnswer(new Uint8Array(bytes), DOCX_TYPE, `supervision-notice-${letter.letterId}.docx`);
});
