import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { REGISTER_EDITORS } from "#app/domain/register/rights.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { readChosen } from "#app/features/firms/chosen.schema.ts";
import { FirmBulk } from "#app/features/firms/components/firm-bulk.tsx";
import { bulkPageSchema, type FirmBulkForm, firmBulkSchema } from "#app/features/firms/firm-forms.schema.ts";
import { placeFirms } from "#app/features/firms/place-firms.command.server.ts";
import { previewChosen } from "#app/features/firms/preview-chosen.query.server.ts";
import { setProgramme } from "#app/features/firms/set-programme.command.server.ts";
import { listPlaces } from "#app/features/installation/list-divisions.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import type { Ctx } from "#db/client.ts";

export const meta = pageTitle("firm.bulk.title");

export const loader = guardedLoader({ roles: REGISTER_EDITORS, scope: "rows" }, async ({ ctx, url }) => {
  const page = bulkPageSchema.parse({
    ...Object.fromEntries(url.searchParams),
    firmId: url.searchParams.getAll("firmId"),
  });
  const preview = await previewChosen(ctx, readChosen(page));
  const chosen =
    page.matching === "yes"
      ? [{ name: "matching", value: "yes" }]
      : page.firmId.map((firmId) => ({ name: "firmId", value: String(firmId) }));
  return {
    intent: page.intent,
    preview,
    chosen: [...chosen, { name: "filters", value: page.filters }],
    places: page.intent === "place" ? await listPlaces(ctx) : [],
    back: `/firms?${page.filters}`,
  };
});

export const action = guardedAction(
  { roles: REGISTER_EDITORS, scope: "rows", audit: "firm.changed" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, firmBulkSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const result = await perform(ctx, parsed.key, parsed.value);
    if (!result.ok) return answerRefused(result, typed);
    return redirect(`/firms?${parsed.value.filters}`, {
      status: 303,
      headers: { "Set-Cookie": result.value },
    });
  },
);

async function perform(ctx: Ctx, key: string, form: FirmBulkForm): Promise<Result<string>> {
  const chosen = readChosen(form);
  if (form.intent === "place") {
    const placed = await placeFirms(ctx, { key, chosen, townshipCode: form.townshipCode });
    return placed.ok ? ok(flash("firm.place.done", placed.value)) : placed;
  }
  const set = await setProgramme(ctx, {
    key,
    chosen,
    inProgramme: form.intent === "join",
    reason: form.reason,
  });
  return set.ok ? ok(flash("firm.programme.done", set.value)) : set;
}

export default function Bulk() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  return <FirmBulk {...page} errors={formErrors(t, answer)} typed={answer?.typed ?? {}} />;
}
