import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MatterNew } from "#app/features/matters/components/matter-new.tsx";
import { listChosen } from "#app/features/matters/list-chosen.query.server.ts";
import { newMatterSearch, openMatterSchema } from "#app/features/matters/matter.schema.ts";
import { MATTER_KEEPERS } from "#app/features/matters/matter-roles.ts";
import { openMatter } from "#app/features/matters/open-matter.command.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";

export const meta = pageTitle("matter.new");

const POLICY = { roles: MATTER_KEEPERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, request, url }) => {
  const asked = newMatterSearch.parse({
    unit: url.searchParams.get("unit") ?? undefined,
    category: url.searchParams.get("category") ?? undefined,
    issueId: url.searchParams.getAll("issueId"),
  });
  const { rows, named } = await listChosen(ctx, asked);
  const { locale } = readPreferences(request.headers);
  const t = translator(locale);
  const title =
    named === null
      ? (rows[0]?.title ?? "")
      : t("matter.className", {
          unit: named.unit,
          category: locale === "en" ? named.categoryEn : named.category,
        });
  return { rows, title };
});

export const action = guardedAction({ ...POLICY, audit: "matter.opened" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, openMatterSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const opened = await openMatter(ctx, parsed.key, parsed.value);
  if (!opened.ok) return answerRefused(opened, typed);
  return redirect(`/matters/${opened.value.matterId}`, {
    status: 303,
    headers: { "Set-Cookie": flash("matter.done.open", { number: opened.value.number }) },
  });
});

export default function NewMatter() {
  return <MatterNew {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
