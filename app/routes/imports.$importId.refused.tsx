import { IMPORTERS } from "#app/domain/register/rights.ts";
import { getRefusedRows } from "#app/features/imports/get-refused-rows.query.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";

/** The rows that were not imported, as a workbook with a reason in each, to be mended and loaded again. */
export const loader = guardedLoader({ roles: IMPORTERS, scope: "rows" }, async ({ ctx, params, request }) => {
  const t = translator(readPreferences(request.headers).locale);
  const file = found(
    await getRefusedRows(ctx, idParam(params.importId), {
      row: t("import.refused.row"),
      outcome: t("import.refused.outcome"),
      reason: t("import.refused.reason"),
      sheet: t("import.refused.sheet"),
      outcomeOf: (outcome) => t(`import.outcome.${outcome}`),
      reasonOf: (code, facts) =>
        t.dynamic(code.replace("import.", "import.reason."), facts as Record<string, string>),
    }),
  );
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      "Content-Type": file.type,
      "Content-Disposition": `attachment; filename="import-${params.importId}.xlsx"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
});
