import { redirect } from "@remix-run/node";
import { exportChanges } from "#app/features/pairings/changes/export-changes.command.server.ts";
import type { PlanChange } from "#app/features/pairings/changes/list-changes.server.ts";
import { readChangeList } from "#app/features/pairings/changes/plan-changes.schema.ts";
import { exportChangesSchema } from "#app/features/pairings/plan.schema.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { found } from "#app/http/answer-form.server.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { idParam } from "#app/http/params.server.ts";
import { parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { Translator } from "#app/i18n/translator.ts";

/** The filtered changes of a plan as a file, streamed; logged with the reason before the first row leaves. */
export const action = guardedAction(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows", audit: "pairing_plan.export" },
  async ({ ctx, request, params }) => {
    const planId = idParam(params.planId);
    const parsed = await parseForm(request, exportChangesSchema);
    if (!parsed.ok) return redirect(`/plans/${planId}?panel=export`, 303);
    const { filters, reason } = parsed.value;
    const t = translator(readPreferences(request.headers).locale);
    const list = readChangeList(new URLSearchParams(filters));
    const { stream, type } = found(
      await exportChanges(ctx, { planId, list, reason, words: wordsOf(t, planId) }),
    );
    return fileAnswer(stream, type, `plan-${planId}.xlsx`);
  },
);

function wordsOf(t: Translator, planId: number) {
  return {
    sheet: t("plan.name", { planId }),
    titles: [t("plan.firm"), t("plan.township"), t("plan.from"), t("plan.to"), t("plan.why")],
    cells: (change: PlanChange) => [
      change.firm,
      change.township,
      change.from?.name ?? null,
      change.to?.name ?? null,
      change.reason ? t.dynamic(`plan.why.${change.reason}`) : null,
    ],
  };
}
