import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HelpLineForm } from "#app/features/installation/components/help-line-form.tsx";
import { helpLineSchema } from "#app/features/installation/help-line.schema.ts";
import { readHelpLine, setHelpLine } from "#app/features/installation/help-line.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.helpLine");

const POLICY = { roles: ["system_administrator"], scope: "none" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx }) => ({ line: await readHelpLine(ctx.db) }));

export const action = guardedAction({ ...POLICY, audit: "help_line.set" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, helpLineSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const set = await setHelpLine(ctx, parsed.key, parsed.value);
  if (!set.ok) return answerRefused(set, typed);
  return redirect("/help-line", { status: 303, headers: { "Set-Cookie": flash("help.saved") } });
});

export default function HelpLinePage() {
  return <HelpLineForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
