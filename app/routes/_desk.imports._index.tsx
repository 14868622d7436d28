import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { IMPORTERS, importKindsOf } from "#app/domain/register/rights.ts";
import { ImportList } from "#app/features/imports/components/import-list.tsx";
import { listImports } from "#app/features/imports/get-import.query.server.ts";
import { importPageSchema, uploadSchema } from "#app/features/imports/import.schema.ts";
import { judgeImport } from "#app/features/imports/judge-import.command.server.ts";
import { uploadImport } from "#app/features/imports/upload-import.command.server.ts";
import { listDivisions } from "#app/features/installation/list-divisions.query.server.ts";
import { answerRefused } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { parseUpload } from "#app/http/parse-upload.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";

export const meta = pageTitle("imports.title");

/** Largest list in megabytes; the reader of spreadsheets has the same limit. */
const LIMIT_MEGABYTES = 20;

export const loader = guardedLoader({ roles: IMPORTERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const { page, ...at } = importPageSchema.parse(Object.fromEntries(url.searchParams));
  const [list, { counties }] = await Promise.all([
    listImports(ctx, { ...at, last: page === "last" }),
    listDivisions(ctx),
  ]);
  return { ...list, kinds: importKindsOf(actor.role), counties, limitMegabytes: LIMIT_MEGABYTES };
});

export const action = guardedAction(
  { roles: IMPORTERS, scope: "rows", audit: "import.upload" },
  async ({ ctx, request, services }) => {
    const upload = await parseUpload(request, uploadSchema, LIMIT_MEGABYTES);
    if (!upload.ok) return answerRefused(upload, upload.typed);
    const { key, value, file, typed } = upload;
    const taken = await uploadImport(ctx, {
      key,
      kind: value.kind,
      file,
      countyCode: value.countyCode || null,
    });
    if (!taken.ok) return answerRefused(taken, typed);
    const { importId } = taken.value;
    judgeImport(ctx, importId).catch((error) =>
      services.log.error({ err: error, importId }, "an import could not be judged"),
    );
    return redirect(`/imports/${importId}`, {
      status: 303,
      headers: { "Set-Cookie": flash("imports.started") },
    });
  },
);

export default function Imports() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  return <ImportList {...page} errors={formErrors(t, answer)} typed={answer?.typed ?? {}} />;
}
