import { redirect } from "@remix-run/node";
import { exportIssuesSchema } from "#app/features/issues/bulk/bulk.schema.ts";
import { type ExportedIssue, exportIssues } from "#app/features/issues/bulk/export-issues.command.server.ts";
import { ISSUE_EXPORTERS } from "#app/features/issues/issue-roles.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { Translator } from "#app/i18n/translator.ts";

/** The filtered list of issues as a file, streamed; logged with the reason before the first row leaves. */
export const action = guardedAction(
  { roles: ISSUE_EXPORTERS, scope: "rows", audit: "issue.export" },
  async ({ ctx, actor, request }) => {
    const parsed = await parseForm(request, exportIssuesSchema);
    if (!parsed.ok)
      return redirect(
        `/issues/bulk?matching=yes&filters=${encodeURIComponent(parsed.typed.filters ?? "")}`,
        303,
      );
    const { format, filters, reason } = parsed.value;
    const t = translator(readPreferences(request.headers).locale);
    const words = {
      sheet: t("issue.list.title"),
      titles: COLUMNS.map((column) => t.dynamic(`issue.export.${column}`)),
      cells: (issue: ExportedIssue) => cellsOf(t, issue),
    };
    const { stream, type } = await exportIssues(ctx, actor.role, { filters, reason, format, words });
    return fileAnswer(stream, type, `issues.${format}`);
  },
);

const COLUMNS = [
  "number",
  "issue",
  "state",
  "level",
  "severity",
  "round",
  "category",
  "county",
  "firm",
  "unit",
  "submitted",
  "dispatched",
  "due",
  "answered",
  "closed",
] as const;

function cellsOf(t: Translator, issue: ExportedIssue) {
  return [
    issue.number,
    issue.title,
    t.dynamic(issue.closing === null ? `issue.state.${issue.state}` : `issue.closing.${issue.closing}`),
    issue.level,
    t.dynamic(`issue.severity.${issue.severity}`),
    issue.round,
    issue.category,
    issue.county,
    issue.firm,
    issue.unit,
    issue.submittedOn,
    issue.dispatchedOn,
    issue.dueOn,
    issue.answeredOn,
    issue.closedOn,
  ];
}
