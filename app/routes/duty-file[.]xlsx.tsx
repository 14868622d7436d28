import { redirect } from "@remix-run/node";
import { DEPUTY_READERS } from "#app/domain/register/rights.ts";
import { exportDutyFileSchema } from "#app/features/deputies/duty-file.schema.ts";
import { exportDutyFile } from "#app/features/deputies/export-duty-file.command.server.ts";
import type { DutyFile } from "#app/features/deputies/get-duty-file.query.server.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { issueStateKey } from "#app/i18n/issue-state.ts";
import type { Translator } from "#app/i18n/translator.ts";

/** A duty file as a workbook: one sheet of contacts, one of issues. */
export const action = guardedAction(
  { roles: ["deputy", ...DEPUTY_READERS], scope: "rows", audit: "deputy.export" },
  async ({ ctx, request }) => {
    const parsed = await parseForm(request, exportDutyFileSchema);
    if (!parsed.ok) return redirect("/duty-file", 303);
    const { deputy, year } = parsed.value;
    const t = translator(readPreferences(request.headers).locale);
    const { bytes, type } = found(await exportDutyFile(ctx, deputy, year, (file) => tablesOf(t, file)));
    return fileAnswer(new Uint8Array(bytes), type, `duty-file-${deputy}-${year}.xlsx`);
  },
);

function tablesOf(t: Translator, file: DutyFile) {
  const title = (name: string, width = 16) => ({ title: name, width });
  const contacts = {
    name: t("duty.contacts"),
    columns: [
      title(t("duty.day")),
      title(t("duty.firm"), 40),
      title(t("duty.kind")),
      title(t("duty.outcome")),
      title(t("duty.found"), 24),
    ],
    rows: file.contacts.map((contact) => [
      contact.happenedOn,
      contact.firms,
      t(`contact.kind.${contact.kind}`),
      t(`contact.outcome.${contact.outcome}`),
      contact.issueNumbers,
    ]),
  };
  if (file.issues === null) return [contacts];
  const issues = {
    name: t("duty.issues"),
    columns: [
      title(t("duty.issue"), 18),
      title(t("duty.day")),
      title(t("duty.firm"), 40),
      title(t("duty.result")),
    ],
    rows: file.issues.map((issue) => [
      `${issue.number} ${issue.title}`,
      issue.submittedOn,
      issue.firm,
      t.dynamic(issueStateKey(issue)),
    ]),
  };
  return [contacts, issues];
}
