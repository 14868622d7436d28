import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeMatter } from "#app/features/matters/change-matter.command.server.ts";
import { MatterRecord } from "#app/features/matters/components/matter-record.tsx";
import { getMatter } from "#app/features/matters/get-matter.query.server.ts";
import { matterSchema } from "#app/features/matters/matter.schema.ts";
import { MATTER_KEEPERS, MATTER_READERS } from "#app/features/matters/matter-roles.ts";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle<{ matter: { number: string } }>((data) => data.matter.number);

export const loader = guardedLoader({ roles: MATTER_READERS, scope: "rows" }, async ({ ctx, params }) => ({
  matter: found(await getMatter(ctx, idParam(params.matterId))),
}));

export const action = guardedAction(
  { roles: MATTER_KEEPERS, scope: "rows", audit: "matter.changed" },
  async ({ ctx, params, request }) => {
    const matterId = idParam(params.matterId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, matterSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const changed = await changeMatter(ctx, parsed.key, matterId, parsed.value);
    if (!changed.ok) return answerRefused(changed, typed);
    return redirect(`/matters/${matterId}`, {
      status: 303,
      headers: { "Set-Cookie": flash(`matter.done.${parsed.value.command}`) },
    });
  },
);

export default function Matter() {
  return <MatterRecord {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
