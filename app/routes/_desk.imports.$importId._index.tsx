import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { IMPORTERS } from "#app/domain/register/rights.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { commitImport } from "#app/features/imports/commit-import.command.server.ts";
import { ImportRecord } from "#app/features/imports/components/import-record.tsx";
import { readCorrections } from "#app/features/imports/corrections.ts";
import { getImport, listImportRows, listMissing } from "#app/features/imports/get-import.query.server.ts";
import { importActionSchema, importPageSchema } from "#app/features/imports/import.schema.ts";
import { judgeImport } from "#app/features/imports/judge-import.command.server.ts";
import { discardImport, undoImport } from "#app/features/imports/undo-import.command.server.ts";
import { correctColumns } from "#app/features/imports/upload-import.command.server.ts";
import { enterIssue } from "#app/features/issues/enter-issue.command.server.ts";
import { answerRefused, found } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import type { Ctx } from "#db/client.ts";

export const meta = pageTitle<Awaited<ReturnType<typeof loader>>>((data) => data.record.fileName);

export const loader = guardedLoader({ roles: IMPORTERS, scope: "rows" }, async ({ ctx, params, url }) => {
  const importId = idParam(params.importId);
  const {
    outcome,
    change,
    do: asked,
    page,
    ...at
  } = importPageSchema.parse(Object.fromEntries(url.searchParams));
  const record = found(await getImport(ctx, importId));
  const [rows, missing] = await Promise.all([
    listImportRows(ctx, importId, { outcome, change }, { ...at, last: page === "last" }),
    listMissing(ctx, importId),
  ]);
  return { record, ...rows, missing, asked, outcome, change };
});

export const action = guardedAction(
  { roles: IMPORTERS, scope: "rows", audit: "import.changed" },
  async ({ ctx, params, request, services }) => {
    const importId = idParam(params.importId);
    const form = await request.clone().formData();
    const parsed = await parseForm(request, importActionSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), {});
    const { intent } = parsed.value;
    const result = await perform(ctx, importId, intent, parsed.key, form);
    if (!result.ok) return answerRefused(result, {});
    if (intent === "again" || intent === "correct")
      judgeImport(ctx, importId).catch((error) =>
        services.log.error({ err: error, importId }, "an import could not be judged"),
      );
    const to = intent === "discard" ? "/imports" : `/imports/${importId}`;
    return redirect(to, { status: 303, headers: result.value ? { "Set-Cookie": result.value } : {} });
  },
);

type Intent = "commit" | "undo" | "discard" | "again" | "correct";

/** Runs what was asked; its value is the message of the page that follows. */
async function perform(
  ctx: Ctx,
  importId: number,
  intent: Intent,
  key: string,
  form: FormData,
): Promise<Result<string>> {
  if (intent === "commit") {
    const done = await commitImport(ctx, importId, {
      enterIssue: enterIssue(ctx),
      settleVisits: settleVisits(ctx.db),
    });
    if (!done.ok) return done;
    const { added, updated } = done.value;
    return ok(flash("imports.commit.done", { added, updated }));
  }
  if (intent === "undo") {
    const done = await undoImport(ctx, importId, settleVisits(ctx.db));
    return done.ok ? ok(flash("imports.undo.done")) : done;
  }
  if (intent === "discard") {
    const done = await discardImport(ctx, importId);
    return done.ok ? ok(flash("imports.discard.done")) : done;
  }
  const record = await getImport(ctx, importId);
  if (!record.ok) return record;
  const corrections = intent === "correct" ? readCorrections(record.value.kind, form) : null;
  const noted = await correctColumns(ctx, { key, importId, corrections });
  return noted.ok ? ok(flash("imports.started")) : noted;
}

export default function Import() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  return <ImportRecord {...page} errors={formErrors(t, answer)} />;
}
