import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { findUnreached } from "#app/features/channels/get-channels.query.server.ts";
import type { UnreachedGroup } from "#app/features/channels/unreached.server.ts";
import { countClosures } from "#app/features/closures/list-closures.query.server.ts";
import { DeskBoard } from "#app/features/escalations/components/desk-board.tsx";
import { DeskDecision } from "#app/features/escalations/components/desk-decision.tsx";
import type { DeskBeside } from "#app/features/escalations/components/desk-figures.tsx";
import { BULK_INTENTS, decidedOn, deskSearch } from "#app/features/escalations/desk.schema.ts";
import { DESK_SETS, getDesk } from "#app/features/escalations/get-desk.query.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import { commandSchema, type FormOf } from "#app/features/issues/issue.schema.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { countLetters } from "#app/features/letters/list-letters.query.server.ts";
import { answerInvalid, answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { unplacedErrors } from "#app/i18n/form-messages.ts";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import type { Ctx } from "#db/client.ts";

export const meta = pageTitle("nav.desk");

const SUPERVISORS = ["county_supervisor", "city_supervisor"] as const;

export const loader = guardedLoader(
  { roles: [...SUPERVISORS, "county_dispatcher", "city_dispatcher", "auditor"], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const { set, after, decide } = deskSearch.parse(Object.fromEntries(url.searchParams));
    const chosen = DESK_SETS.find((name) => name === set) ?? "overdue";
    const mayDecide = SUPERVISORS.some((role) => role === actor.role);
    const [desk, beside, unreached] = await Promise.all([
      getDesk(ctx, { set: chosen, cursor: after }),
      countBeside(ctx, mayDecide),
      actor.role === "city_supervisor" ? findUnreached(ctx) : ([] as UnreachedGroup[]),
    ]);
    const deciding = mayDecide && decide !== undefined ? await decidedIssue(ctx, decide) : null;
    url.searchParams.delete("decide");
    return { set: chosen, ...desk, beside, unreached, mayDecide, deciding, back: `/desk${url.search}` };
  },
);

/** What waits for a supervisor beside the issues themselves, each number with its list. */
async function countBeside(ctx: Ctx, mayDecide: boolean): Promise<DeskBeside[]> {
  if (!mayDecide) return [];
  const [letters, closures] = await Promise.all([countLetters(ctx), countClosures(ctx)]);
  return [
    { what: "letters", to: "/letters?list=draft", figure: letters.draft },
    { what: "lettersLate", to: "/letters?list=late", figure: letters.late },
    { what: "closures", to: "/closures", figure: closures },
  ];
}

/** The issue whose level is decided on, as far as the reader sees it. */
async function decidedIssue(ctx: Ctx, issueId: number) {
  const found = await getIssue(ctx, issueId);
  if (!found.ok) return null;
  const { number, title, version, commands } = found.value;
  return { issueId, number, title, version, commands: BULK_INTENTS.filter((one) => commands.includes(one)) };
}

export const action = guardedAction(
  { roles: SUPERVISORS, scope: "rows", audit: "issue.command" },
  async ({ ctx, request, services, url }) => {
    const typed = await typedIn(request);
    const command = BULK_INTENTS.find((one) => one === typed.command);
    if (command === undefined) return answerInvalid("command", typed);
    const schema = commandSchema(command).extend(decidedOn);
    const parsed = await parseForm(request, schema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { command: _command, version, issueId, ...form } = parsed.value;
    const on = { key: parsed.key, issueId, version };
    const given = await giveCommand(ctx, on, command, form as FormOf<typeof command> as never);
    if (!given.ok) return answerRefused(given, typed);
    services.wakeSweep();
    url.searchParams.delete("decide");
    return redirect(`/desk${url.search}`, {
      status: 303,
      headers: { "Set-Cookie": flash("issue.page.done", { number: given.value.number }) },
    });
  },
);

export default function Desk() {
  const { deciding, back, ...desk } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  const unplaced = unplacedErrors(t, answer, ({ command }) =>
    Boolean(deciding?.commands.some((one) => one === command)),
  );
  return (
    <DeskBoard
      {...desk}
      decision={
        <>
          <ErrorSummary errors={unplaced} />
          {deciding === null ? null : <DeskDecision issue={deciding} back={back} answer={answer} />}
        </>
      }
    />
  );
}
