import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { channelSchema } from "#app/features/channels/channel.schema.ts";
import { ChannelsPage } from "#app/features/channels/components/channels-page.tsx";
import { getChannels } from "#app/features/channels/get-channels.query.server.ts";
import { resendDead, sendTest } from "#app/features/channels/resend.command.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.channels");

export const loader = guardedLoader(
  { roles: ["system_administrator", "auditor"], scope: "rows" },
  async ({ ctx, actor }) => ({
    page: await getChannels(ctx),
    mayAct: actor.role === "system_administrator",
  }),
);

export const action = guardedAction(
  { roles: ["system_administrator"], scope: "rows", audit: "channel.changed" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, channelSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { intent, ...input } = parsed.value;
    if (intent === "test") {
      const sent = await sendTest(ctx, parsed.key);
      if (!sent.ok) return answerRefused(sent, typed);
      return redirect("/channels", { status: 303, headers: { "Set-Cookie": flash("channel.testDone") } });
    }
    const resent = await resendDead(ctx, parsed.key, input);
    if (!resent.ok) return answerRefused(resent, typed);
    const said = flash("channel.resent", { count: resent.value.count });
    return redirect("/channels", { status: 303, headers: { "Set-Cookie": said } });
  },
);

export default function Channels() {
  return <ChannelsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
