import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LetterList } from "#app/features/letters/components/letter-list.tsx";
import { draftLetter } from "#app/features/letters/draft-letter.command.server.ts";
import { draftLetterSchema, letterSearch } from "#app/features/letters/letter.schema.ts";
import { LETTER_DRAFTERS, LETTER_READERS, listsOf } from "#app/features/letters/letter-roles.ts";
import { listLetters } from "#app/features/letters/list-letters.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("letter.title");

export const loader = guardedLoader({ roles: LETTER_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const asked = letterSearch.parse(Object.fromEntries(url.searchParams));
  const { lists, usual } = listsOf(actor.role);
  const list = lists.find((one) => one === asked.list) ?? (asked.issue === undefined ? usual : "all");
  const issueId = asked.issue ?? null;
  const page = await listLetters(ctx, { list, issueId, after: asked.after ?? null });
  return { page, list, lists, ofIssue: issueId === null ? null : String(issueId) };
});

/** Drafts a notice by hand for an issue. */
export const action = guardedAction(
  { roles: LETTER_DRAFTERS, scope: "rows", audit: "letter.drafted" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, draftLetterSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const drafted = await draftLetter(ctx, parsed.key, parsed.value);
    if (!drafted.ok && drafted.error.code === "letter.already_open")
      return redirect(`/letters/${drafted.error.facts.letterId}`, 303);
    if (
      !drafted.ok &&
      (drafted.error.code === "letter.no_unit" || drafted.error.code === "letter.issue_closed")
    )
      return redirect(`/letters?issue=${parsed.value.issueId}`, {
        status: 303,
        headers: { "Set-Cookie": flash(`error.${drafted.error.code}`) },
      });
    if (!drafted.ok) return answerRefused(drafted, typed);
    return redirect(`/letters/${drafted.value.letterId}`, {
      status: 303,
      headers: { "Set-Cookie": flash("letter.done.drafted") },
    });
  },
);

export default function Letters() {
  return <LetterList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
