import { json } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { placeOf, printCardsSchema } from "#app/features/accounts/cards/card.schema.ts";
import { CARD_GIVERS } from "#app/features/accounts/cards/card-roles.ts";
import { printCards } from "#app/features/accounts/cards/issue-cards.command.server.ts";
import { listCards } from "#app/features/accounts/cards/list-cards.query.server.ts";
import { CardList } from "#app/features/accounts/components/card-list.tsx";
import { CardSheet } from "#app/features/accounts/components/card-sheet.tsx";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.cards");

const POLICY = { roles: CARD_GIVERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, url }) => {
  const place = placeOf(url.searchParams);
  return { page: await listCards(ctx, place), deputyId: place.deputyId };
});

/** The answer is the sheet itself: the links on it are nowhere else, so it can't be asked for again. */
export const action = guardedAction(
  { ...POLICY, audit: "account.cards_issued" },
  async ({ ctx, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, printCardsSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const printed = await printCards(ctx, parsed.value, services.origin);
    return printed.ok ? json({ ok: true as const, sheet: printed.value }) : answerRefused(printed, typed);
  },
);

export default function Cards() {
  const { page, deputyId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.ok) return <CardSheet {...answer.sheet} />;
  return <CardList page={page} deputyId={deputyId} answer={answer} />;
}
