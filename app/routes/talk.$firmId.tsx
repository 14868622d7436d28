import { useLoaderData } from "@remix-run/react";
import { TalkPage } from "#app/features/contacts/components/talk-page.tsx";
import { getTalk, type Talk as TalkFacts } from "#app/features/contacts/talk/get-talk.query.server.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { found } from "#app/http/answer-form.server.ts";
import { homeOf } from "#app/http/page/navigation.ts";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainPage } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle<{ talk: TalkFacts }>(({ talk }, t) => t("talk.title", { name: talk.name }));

const POLICY = { roles: ["deputy", "station_clerk", "township_officer"], scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, params }) => ({
  talk: found(await getTalk(ctx, idParam(params.firmId))),
  home: homeOf(actor.role),
}));

export default function Talk() {
  const t = useT();
  const { talk, home } = useLoaderData<typeof loader>();
  return (
    <PlainPage
      product={t("common.productName")}
      home={home}
      settings={<PageSettings />}
      back={{ href: home, label: t("common.home") }}
    >
      <TalkPage talk={talk} />
    </PlainPage>
  );
}
