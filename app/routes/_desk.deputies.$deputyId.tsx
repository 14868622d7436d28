import { useLoaderData } from "@remix-run/react";
import { DEPUTY_READERS } from "#app/domain/register/rights.ts";
import { DeputyRecord } from "#app/features/deputies/components/deputy-record.tsx";
import { getDeputy } from "#app/features/deputies/get-deputy.query.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle<Awaited<ReturnType<typeof loader>>>((data) => data.record.deputy.name);

export const loader = guardedLoader(
  { roles: DEPUTY_READERS, scope: "rows" },
  async ({ ctx, actor, params, url }) => {
    const older = url.searchParams.get("older") ?? undefined;
    return {
      record: found(await getDeputy(ctx, idParam(params.deputyId), older)),
      reading: older !== undefined,
      printedBy: actor.name,
      printedAt: new Date().toISOString(),
    };
  },
);

export default function Deputy() {
  const { record, reading, printedAt, printedBy } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return <DeputyRecord record={record} reading={reading} printed={printed} />;
}
