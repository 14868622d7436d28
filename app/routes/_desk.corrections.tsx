import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CorrectionList } from "#app/features/accounts/components/correction-list.tsx";
import { decideCorrectionSchema } from "#app/features/accounts/corrections/correction.schema.ts";
import { decideCorrection } from "#app/features/accounts/corrections/corrections.command.server.ts";
import { listCorrections } from "#app/features/accounts/corrections/list-corrections.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { pageParams } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.corrections");

const POLICY = {
  roles: ["station_clerk", "township_officer", "county_supervisor"],
  scope: "rows",
} as const;

export const loader = guardedLoader(POLICY, async ({ ctx, url }) => {
  const decided = url.searchParams.get("show") === "decided";
  return { page: await listCorrections(ctx, decided, pageParams(url.searchParams)), decided };
});

export const action = guardedAction({ ...POLICY, audit: "correction.decided" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, decideCorrectionSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const decided = await decideCorrection(ctx, parsed.key, parsed.value);
  if (!decided.ok) return answerRefused(decided, typed);
  const said = flash("correction.decided", { firm: decided.value.firm });
  return redirect("/corrections", { status: 303, headers: { "Set-Cookie": said } });
});

export default function Corrections() {
  return <CorrectionList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
