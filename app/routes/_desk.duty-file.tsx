import { useLoaderData } from "@remix-run/react";
import { DEPUTY_READERS } from "#app/domain/register/rights.ts";
import { DutyFilePage } from "#app/features/deputies/components/duty-file-page.tsx";
import { readDutyAddress } from "#app/features/deputies/duty-file.schema.ts";
import { getDutyFile } from "#app/features/deputies/get-duty-file.query.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle("nav.dutyFile");

/** Of the deputy named in the address, or one's own. */
export const loader = guardedLoader(
  { roles: ["deputy", ...DEPUTY_READERS], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const { deputyId, year } = readDutyAddress(url.searchParams);
    const file = found(await getDutyFile(ctx, deputyId ?? actor.deputyId ?? 0, year));
    return {
      file,
      own: actor.deputyId === file.deputy.deputyId,
      printedBy: actor.name,
      printedAt: await ctx.clock.now(),
    };
  },
);

export default function DutyFileRoute() {
  const { file, own, printedAt, printedBy } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return <DutyFilePage file={file} own={own} printed={printed} />;
}
