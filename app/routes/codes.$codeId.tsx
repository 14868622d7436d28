import { useLoaderData } from "@remix-run/react";
import { CODE_READERS } from "#app/features/codes/code-roles.ts";
import { getPoster } from "#app/features/codes/codes.query.server.ts";
import { PosterPage } from "#app/features/codes/components/poster-page.tsx";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { found } from "#app/http/answer-form.server.ts";
import { useNonce } from "#app/http/page/nonce.tsx";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainPage } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle<{ poster: { name: string } }>((data) => data.poster.name);

export const loader = guardedLoader(
  { roles: CODE_READERS, scope: "rows" },
  async ({ ctx, actor, params, services, url }) => ({
    poster: found(await getPoster(ctx, actor, idParam(params.codeId), services.origin)),
    size: url.searchParams.get("size") === "A6" ? ("A6" as const) : ("A4" as const),
  }),
);

export default function CodePoster() {
  const t = useT();
  return (
    <PlainPage
      product={t("common.productName")}
      settings={<PageSettings />}
      back={{ href: "/codes", label: t("code.back") }}
    >
      <PosterPage {...useLoaderData<typeof loader>()} nonce={useNonce()} />
    </PlainPage>
  );
}
