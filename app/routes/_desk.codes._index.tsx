import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { codeFormSchema } from "#app/features/codes/code.schema.ts";
import { CODE_READERS } from "#app/features/codes/code-roles.ts";
import { listCodes } from "#app/features/codes/codes.query.server.ts";
import { CodeList } from "#app/features/codes/components/code-list.tsx";
import { issueCodes, renewCode } from "#app/features/codes/issue-codes.command.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.codes");

const POLICY = { roles: CODE_READERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, url }) => {
  const asked = Number(url.searchParams.get("after"));
  const after = Number.isSafeInteger(asked) && asked > 0 && asked <= 2_147_483_647 ? asked : 0;
  const search = (url.searchParams.get("q") ?? "").replaceAll("\u0000", "").trim().slice(0, 40);
  return {
    page: await listCodes(ctx, actor, after, search),
    first: after === 0,
    search,
    mayZip: actor.role !== "deputy" && actor.role !== "city_supervisor",
  };
});

export const action = guardedAction({ ...POLICY, audit: "code.issued" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, codeFormSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const { key, value } = parsed;
  if (value.command === "issue") {
    const made = await issueCodes(ctx, key);
    if (!made.ok) return answerRefused(made, typed);
    const said = flash("code.done.made", { count: made.value.made });
    return redirect("/codes", { status: 303, headers: { "Set-Cookie": said } });
  }
  const renewed = await renewCode(ctx, key, value.codeId);
  return renewed.ok ? redirect(`/codes/${renewed.value.codeId}`, 303) : answerRefused(renewed, typed);
});

export default function Codes() {
  return <CodeList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
