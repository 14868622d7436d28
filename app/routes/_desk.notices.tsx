import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { acknowledgeNotice } from "#app/features/notices/acknowledge-notice.command.server.ts";
import { Inbox } from "#app/features/notices/components/inbox.tsx";
import { listNotices } from "#app/features/notices/list-notices.query.server.ts";
import { acknowledgeSchema } from "#app/features/notices/notice.schema.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";

export const meta = pageTitle("nav.notices");

export const loader = guardedLoader({ roles: "signed_in", scope: "own" }, async ({ ctx, actor, url }) => {
  const asked = Number(url.searchParams.get("after") ?? Number.NaN);
  const before = Number.isSafeInteger(asked) && asked > 0 ? asked : null;
  return { ...(await listNotices(ctx, actor, before)), first: before === null };
});

export const action = guardedAction(
  { roles: "signed_in", scope: "own", audit: "notice.acknowledged" },
  async ({ ctx, request, url }) => {
    const parsed = await parseForm(request, acknowledgeSchema);
    if (!parsed.ok) return formRefusal(parsed);
    const result = await acknowledgeNotice(ctx, parsed.key, parsed.value);
    if (!result.ok) return respond(result);
    return redirect(`/notices${url.search}`, { headers: { "Set-Cookie": flash("notice.acknowledged") } });
  },
);

export default function Notices() {
  return <Inbox {...useLoaderData<typeof loader>()} />;
}
