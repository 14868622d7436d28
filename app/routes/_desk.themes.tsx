import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ThemeList } from "#app/features/contacts/components/theme-list.tsx";
import { saveTheme } from "#app/features/contacts/talk/save-theme.command.server.ts";
import { removeThemeSchema, themeSchema } from "#app/features/contacts/talk/theme.schema.ts";
import { findTheme, listThemes } from "#app/features/contacts/talk/themes.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { pageParams } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { shanghaiDay } from "#app/i18n/format.ts";

export const meta = pageTitle("nav.themes");

const POLICY = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, url, services }) => {
  const asked = url.searchParams.get("month") ?? "";
  const month = /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(asked)
    ? asked
    : shanghaiDay(new Date(await services.clock.now())).slice(0, 7);
  return {
    page: await listThemes(ctx, actor, pageParams(url.searchParams)),
    month,
    edited: await findTheme(ctx, actor, month),
    ofCity: actor.role === "city_supervisor",
  };
});

export const action = guardedAction({ ...POLICY, audit: "theme.saved" }, async ({ ctx, request }) => {
  const typed = await typedIn(request);
  const removes = typed.intent === "remove";
  const parsed = await parseForm(request, removes ? removeThemeSchema : themeSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const { month, version } = parsed.value;
  const theme = parsed.value.intent === "save" ? parsed.value : null;
  const saved = await saveTheme(ctx, parsed.key, {
    month,
    version,
    theme: theme && { title: theme.title, questions: theme.questions },
  });
  if (!saved.ok) return answerRefused(saved, typed);
  const said = flash(theme === null ? "theme.removed" : "theme.saved", { month });
  return redirect("/themes", { status: 303, headers: { "Set-Cookie": said } });
});

export default function Themes() {
  return <ThemeList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
