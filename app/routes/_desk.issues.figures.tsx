import { useLoaderData } from "@remix-run/react";
import { UnitFiguresPage } from "#app/features/issues/components/desk/unit-figures.tsx";
import { FIGURE_READERS } from "#app/features/issues/issue-roles.ts";
import { readUnitFigures } from "#app/features/issues/queries/unit-figures.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle("issue.figures.title");

export const loader = guardedLoader({ roles: FIGURE_READERS, scope: "rows" }, async ({ ctx, actor }) => ({
  figures: await readUnitFigures(ctx),
  printedBy: actor.name,
  printedAt: await ctx.clock.now(),
}));

export default function Figures() {
  const { figures, printedBy, printedAt } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return <UnitFiguresPage figures={figures} printed={printed} />;
}
