import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { wishesSchema } from "#app/features/channels/channel.schema.ts";
import { WishesPage } from "#app/features/channels/components/wishes-page.tsx";
import { getWishes, setWishes } from "#app/features/channels/wishes.command.server.ts";
import { wishesOfForm } from "#app/features/channels/wishes-of-form.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainPage } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("notice.settings");

export const loader = guardedLoader({ roles: "signed_in", scope: "own" }, async ({ ctx, url }) => ({
  own: await getWishes(ctx),
  saved: url.searchParams.has("saved"),
}));

export const action = guardedAction(
  { roles: "signed_in", scope: "own", audit: "notice_preferences.set" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, wishesSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const set = await setWishes(ctx, parsed.key, wishesOfForm(parsed.value));
    if (!set.ok) return answerRefused(set, typed);
    return redirect("/notice-settings?saved=yes", 303);
  },
);

export default function NoticeSettings() {
  const t = useT();
  return (
    <PlainPage
      product={t("common.productName")}
      settings={<PageSettings />}
      back={{ href: "/notices", label: t("nav.notices") }}
    >
      <WishesPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
    </PlainPage>
  );
}
