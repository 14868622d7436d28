import { HANDLING_SHEET_READERS } from "#app/features/issues/issue-roles.ts";
import {
  DOCX_TYPE,
  type HandlingSheet,
  writeHandlingSheet,
} from "#app/features/issues/papers/handling-sheet.server.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import type { IssuePage } from "#app/features/issues/queries/issue-page.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { idParam } from "#app/http/params.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { type Format, makeFormat, shanghaiDay } from "#app/i18n/format.ts";
import type { Translator } from "#app/i18n/translator.ts";

/** The handling sheet 办理单 of an issue as a docx, with what its reader may see and no more. */
export const loader = guardedLoader(
  { roles: HANDLING_SHEET_READERS, scope: "rows" },
  async ({ ctx, params, request }) => {
    const issue = found(await getIssue(ctx, idParam(params.issueId)));
    const now = await ctx.clock.now();
    const t = translator(readPreferences(request.headers).locale);
    const format = makeFormat(t, shanghaiDay(new Date(now)));
    const bytes = await writeHandlingSheet(sheetOf(t, format, issue, now));
    return fileAnswer(bytes as unknown as BodyInit, DOCX_TYPE, `${issue.number}.docx`);
  },
);

function sheetOf(t: Translator, format: Format, issue: IssuePage, now: string): HandlingSheet {
  const { department } = issue.clocks;
  const answer = issue.answers.find((one) => one.state === "signed") ?? issue.answers[0];
  const firm =
    issue.firm?.name ??
    t("issue.page.pseudonym", {
      code: issue.shielded?.pseudonym ?? "",
      sector: issue.shielded?.sectorGroup ? t.dynamic(`sectorGroup.${issue.shielded.sectorGroup}`) : "",
      county: issue.county,
    });
  const category = issue.category && (t.locale === "en" ? issue.category.nameEn : issue.category.name);
  return {
    title: t("issue.sheet.title"),
    number: issue.number,
    rows: [
      [t("issue.list.issue"), issue.title || t("issue.page.untitled")],
      [t("issue.page.firm"), firm],
      [t("issue.page.category"), category ?? ""],
      [t("issue.page.submitted"), format.formatInstant(issue.submittedAt)],
      [t("issue.page.unit"), issue.lead?.name ?? ""],
      [t("issue.page.coHandlers"), issue.coHandlers.join("、")],
      [t("issue.page.round"), t("issue.page.roundNo", { round: Math.max(1, issue.round) })],
      [t("issue.list.due"), department === null ? "" : format.dueInWords(department.words)],
      [t("issue.page.matter"), issue.wording || (issue.words ?? "")],
    ],
    boxes: [
      [t("issue.sheet.opinion"), ""],
      [t("issue.sheet.result"), answer?.body ?? ""],
      [t("issue.sheet.signature"), ""],
      [t("issue.sheet.firmWord"), ""],
    ],
    footer: t("issue.sheet.made", { at: format.formatInstant(now) }),
  };
}
