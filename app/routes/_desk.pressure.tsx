import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PressureList } from "#app/features/messages/components/pressure-list.tsx";
import { pressureHandledSchema } from "#app/features/messages/message.schema.ts";
import { handlePressure } from "#app/features/messages/pressure/handle-pressure.command.server.ts";
import { listPressure } from "#app/features/messages/pressure/pressure.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.pressure");

const POLICY = { roles: ["city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx }) => ({ rows: await listPressure(ctx) }));

export const action = guardedAction({ ...POLICY, audit: "pressure.handled" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, pressureHandledSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const handled = await handlePressure(ctx, parsed.key, parsed.value);
  if (!handled.ok) return answerRefused(handled, typed);
  return redirect("/pressure", { status: 303, headers: { "Set-Cookie": flash("pressure.done") } });
});

export default function Pressure() {
  return <PressureList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
