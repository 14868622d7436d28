import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { HandoverRecord } from "#app/features/pairings/components/pairs/handover-record.tsx";
import { findHandover } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { writeNote } from "#app/features/pairings/handovers/write-note.command.server.ts";
import { handoverNoteSchema } from "#app/features/pairings/plan.schema.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("handover.title");

export const loader = guardedLoader(
  {
    roles: ["deputy", "station_clerk", "township_officer", "county_supervisor", "city_supervisor", "auditor"],
    scope: "rows",
  },
  async ({ ctx, actor, params }) => {
    const handover = await findHandover(ctx, idParam(params.handoverId));
    if (!handover) throw new Response(null, { status: 404 });
    const mine = actor.role === "deputy" ? actor.deputyId : null;
    const side = mine === null ? null : handover.from.deputyId === mine ? ("from" as const) : ("to" as const);
    return { handover, side, mayOpenFirm: side !== "from" };
  },
);

export const action = guardedAction(
  { roles: ["deputy"], scope: "own", audit: "pairing_handover.note" },
  async ({ ctx, request, params }) => {
    const handoverId = idParam(params.handoverId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, handoverNoteSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const written = await writeNote(ctx, parsed.key, { handoverId, ...parsed.value });
    if (!written.ok) return answerRefused(written, typed);
    return redirect(`/handovers/${handoverId}`, { headers: { "Set-Cookie": flash("handover.saved") } });
  },
);

export default function HandoverPage() {
  return <HandoverRecord {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
