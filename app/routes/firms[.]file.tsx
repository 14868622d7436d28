import { redirect } from "@remix-run/node";
import { REGISTER_EXPORTERS } from "#app/domain/register/rights.ts";
import { type ExportedFirm, exportFirms } from "#app/features/firms/export-firms.command.server.ts";
import { readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { exportFirmsSchema } from "#app/features/firms/firm-forms.schema.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { Translator } from "#app/i18n/translator.ts";
import { CSV_TYPE, writeCsv, writeXlsx, XLSX_TYPE } from "#app/platform/sheets/write-sheet.server.ts";

/** The filtered list of firms as a file, streamed; logged with the reason before the first row leaves. */
export const action = guardedAction(
  { roles: REGISTER_EXPORTERS, scope: "rows", audit: "firm.export" },
  async ({ ctx, request }) => {
    const parsed = await parseForm(request, exportFirmsSchema);
    if (!parsed.ok) return redirect(`/firms/export?${parsed.typed.filters ?? ""}`, 303);
    const { format, filters, reason } = parsed.value;
    const t = translator(readPreferences(request.headers).locale);
    const rows = await exportFirms(ctx, readFirmList(new URLSearchParams(filters)), reason, format);
    const table = { name: t("firm.list.title"), columns: columnsOf(t), rows: cellsOf(t, rows) };
    const stream = format === "csv" ? writeCsv(table) : writeXlsx(table);
    return new Response(stream, {
      headers: {
        "Content-Type": format === "csv" ? CSV_TYPE : XLSX_TYPE,
        "Content-Disposition": `attachment; filename="firms.${format}"`,
        "X-Content-Type-Options": "nosniff",
      },
    });
  },
);

function columnsOf(t: Translator) {
  const titles = [
    t("firm.uscc"),
    t("firm.name"),
    t("firm.county"),
    t("firm.township"),
    t("firm.sector"),
    t("firm.size"),
    t("firm.state"),
    t("firm.programme"),
    t("firm.deputy"),
    t("firm.contact"),
    t("firm.address"),
  ];
  return titles.map((title, at) => ({ title, width: at === 1 || at === 10 ? 40 : 18 }));
}

async function* cellsOf(t: Translator, rows: AsyncIterable<ExportedFirm>) {
  for await (const firm of rows)
    yield [
      firm.uscc,
      firm.name,
      firm.county,
      firm.township,
      firm.sector ? t.dynamic(`sector.${firm.sector}`) : null,
      firm.size ? t.dynamic(`firm.size.${firm.size}`) : null,
      t.dynamic(`firm.state.${firm.state}`),
      t(firm.inProgramme ? "firm.programme.in" : "firm.programme.out"),
      firm.deputy,
      firm.lastContactOn,
      firm.address,
    ];
}
