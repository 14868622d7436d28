import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LetterRecord } from "#app/features/letters/components/letter-record.tsx";
import { draftBody, paperOf } from "#app/features/letters/components/letter-words.ts";
import { getLetter } from "#app/features/letters/get-letter.query.server.ts";
import { giveLetterCommand } from "#app/features/letters/give-letter-command.command.server.ts";
import { letterSchema } from "#app/features/letters/letter.schema.ts";
import { LETTER_ACTORS, LETTER_READERS } from "#app/features/letters/letter-roles.ts";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat } from "#app/i18n/format.ts";

export const meta = pageTitle("letter.title");

/** The paper is Chinese whatever language its reader's screen has. */
export const loader = guardedLoader({ roles: LETTER_READERS, scope: "rows" }, async ({ ctx, params }) => {
  const letter = found(await getLetter(ctx, idParam(params.letterId)));
  const t = translator("zh-CN");
  const format = makeFormat(t, null);
  return { letter, paper: paperOf(t, format, letter), body: letter.body ?? draftBody(t, format, letter) };
});

export const action = guardedAction(
  { roles: LETTER_ACTORS, scope: "rows", audit: "letter.command" },
  async ({ ctx, params, request }) => {
    const letterId = idParam(params.letterId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, letterSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const given = await giveLetterCommand(ctx, parsed.key, letterId, parsed.value);
    if (!given.ok) return answerRefused(given, typed);
    return redirect(`/letters/${letterId}`, {
      status: 303,
      headers: { "Set-Cookie": flash(`letter.done.${parsed.value.command}`) },
    });
  },
);

export default function Letter() {
  return <LetterRecord {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
