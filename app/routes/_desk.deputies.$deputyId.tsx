import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DEPUTY_READERS, isOneOf, PLANNERS, REGISTER_EDITORS } from "#app/domain/register/rights.ts";
import { CARD_GIVERS } from "#app/features/accounts/cards/card-roles.ts";
import { DeputyRecord } from "#app/features/deputies/components/deputy-record.tsx";
import { LeavePanel } from "#app/features/deputies/components/leave-panel.tsx";
import { getDeputy } from "#app/features/deputies/get-deputy.query.server.ts";
import { leaveOffice } from "#app/features/deputies/leave-office.command.server.ts";
import { leaveOfficeSchema } from "#app/features/deputies/leave-office.schema.ts";
import { Handovers } from "#app/features/pairings/components/pairs/firm-liaison.tsx";
import { HeldOn } from "#app/features/pairings/components/pairs/held-on-day.tsx";
import { listHandovers } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { type HeldOnDay, heldOnDay } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { dayOf } from "#app/features/pairings/plan.schema.ts";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";

export const meta = pageTitle<Awaited<ReturnType<typeof loader>>>((data) => data.record.deputy.name);

export const loader = guardedLoader(
  { roles: DEPUTY_READERS, scope: "rows" },
  async ({ ctx, actor, params, url }) => {
    const older = url.searchParams.get("older") ?? undefined;
    const deputyId = idParam(params.deputyId);
    const record = found(await getDeputy(ctx, deputyId, older));
    const day = dayOf(url.searchParams.get("day"));
    const mayEdit = isOneOf(REGISTER_EDITORS, actor.role) && record.deputy.state === "active";
    return {
      record,
      day,
      held: day === null ? ([] as HeldOnDay[]) : await heldOnDay(ctx, deputyId, day),
      handovers: (await listHandovers(ctx, { deputyId })).rows,
      mayEdit,
      mayPlan: isOneOf(PLANNERS, actor.role) && record.deputy.state === "active",
      mayGiveCard: isOneOf(CARD_GIVERS, actor.role) && record.deputy.state === "active",
      leaving: mayEdit && url.searchParams.get("do") === "leave",
      reading: older !== undefined,
      printedBy: actor.name,
      printedAt: new Date().toISOString(),
    };
  },
);

export const action = guardedAction(
  { roles: REGISTER_EDITORS, scope: "rows", audit: "deputy.left" },
  async ({ ctx, request, params }) => {
    const deputyId = idParam(params.deputyId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, leaveOfficeSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const left = await leaveOffice(ctx, parsed.key, { deputyId, ...parsed.value });
    if (!left.ok) return answerRefused(left, typed);
    const said = flash("deputy.leave.done", { count: left.value.firms });
    return redirect(`/deputies/${deputyId}`, { headers: { "Set-Cookie": said } });
  },
);

export default function Deputy() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  const { formatInstant } = useFormat();
  const { deputy, pairs } = page.record;
  return (
    <DeputyRecord
      record={page.record}
      reading={page.reading}
      printed={t("shell.printed", { when: formatInstant(page.printedAt), who: page.printedBy })}
      actions={
        page.leaving ? null : (
          <>
            {page.mayPlan ? (
              <LinkButton to={`/plans/whatif?leaving=${deputy.deputyId}`} look="quiet">
                {t("whatif.ifLeaves")}
              </LinkButton>
            ) : null}
            {page.mayGiveCard ? (
              <LinkButton to={`/cards?deputy=${deputy.deputyId}`} look="quiet">
                {t("card.reissue")}
              </LinkButton>
            ) : null}
            {page.mayEdit ? (
              <LinkButton to="?do=leave" look="quiet">
                {t("deputy.leave.action")}
              </LinkButton>
            ) : null}
          </>
        )
      }
      panel={
        page.leaving || answer ? (
          <LeavePanel
            deputyId={deputy.deputyId}
            version={deputy.version}
            pairs={pairs.length}
            answer={answer}
          />
        ) : null
      }
      liaison={
        <>
          <Handovers rows={page.handovers} of="deputy" />
          <HeldOn day={page.day} held={page.held} />
        </>
      }
    />
  );
}
