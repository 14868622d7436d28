import { redirect } from "@remix-run/node";
import { REGISTER_EXPORTERS } from "#app/domain/register/rights.ts";
import { type ExportedFirm, exportFirmsFile } from "#app/features/firms/export-firms.command.server.ts";
import { readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { exportFirmsSchema } from "#app/features/firms/firm-forms.schema.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { Translator } from "#app/i18n/translator.ts";

/** The filtered list of firms as a file, streamed; logged with the reason before the first row leaves. */
export const action = guardedAction(
  { roles: REGISTER_EXPORTERS, scope: "rows", audit: "firm.export" },
  async ({ ctx, request }) => {
    const parsed = await parseForm(request, exportFirmsSchema);
    if (!parsed.ok) return redirect(`/firms/export?${parsed.typed.filters ?? ""}`, 303);
    const { format, filters, reason } = parsed.value;
    const t = translator(readPreferences(request.headers).locale);
    const words = {
      sheet: t("firm.list.title"),
      titles: titlesOf(t),
      cells: (firm: ExportedFirm) => cellsOf(t, firm),
    };
    const filtered = readFirmList(new URLSearchParams(filters));
    const { stream, type } = await exportFirmsFile(ctx, filtered, { reason, format, words });
    return fileAnswer(stream, type, `firms.${format}`);
  },
);

function titlesOf(t: Translator): string[] {
  return [
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
}

function cellsOf(t: Translator, firm: ExportedFirm) {
  return [
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
