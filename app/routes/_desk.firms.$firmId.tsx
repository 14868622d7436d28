import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { FIRM_READERS, isOneOf, REGISTER_EDITORS } from "#app/domain/register/rights.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { AccessLink } from "#app/features/accounts/components/firm-access-page.tsx";
import { FIRM_ACCESS_GIVERS } from "#app/features/accounts/firm-access-roles.ts";
import { setCadence } from "#app/features/contacts/set-cadence.command.server.ts";
import {
  CadencePanel,
  EditPanel,
  PlacePanel,
  ProgrammePanel,
} from "#app/features/firms/components/firm-panels.tsx";
import { FirmRecord } from "#app/features/firms/components/firm-record.tsx";
import { editFirm } from "#app/features/firms/edit-firm.command.server.ts";
import { type FirmPageForm, firmPageSchema } from "#app/features/firms/firm-forms.schema.ts";
import { getFirm } from "#app/features/firms/get-firm.query.server.ts";
import { placeFirms } from "#app/features/firms/place-firms.command.server.ts";
import { setProgramme } from "#app/features/firms/set-programme.command.server.ts";
import { listDivisions, listPlaces } from "#app/features/installation/list-divisions.query.server.ts";
import { CareNotice, Handovers } from "#app/features/pairings/components/pairs/firm-liaison.tsx";
import { listHandovers } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { findCare } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import type { Ctx } from "#db/client.ts";

export const meta = pageTitle<Awaited<ReturnType<typeof loader>>>((data) => data.record.firm.name);

export const loader = guardedLoader(
  { roles: FIRM_READERS, scope: "rows" },
  async ({ ctx, actor, url, params }) => {
    const older = url.searchParams.get("older") ?? undefined;
    const mayEdit = isOneOf(REGISTER_EDITORS, actor.role);
    const asked = mayEdit ? url.searchParams.get("do") : null;
    const record = found(await getFirm(ctx, idParam(params.firmId), older));
    const { firmId } = record.firm;
    return {
      record,
      care: await findCare(ctx, firmId),
      handovers: (await listHandovers(ctx, { firmId })).rows,
      mayEdit,
      mayGiveAccess: isOneOf(FIRM_ACCESS_GIVERS, actor.role),
      panel: asked,
      reading: older !== undefined,
      places: asked === "place" ? await listPlaces(ctx) : [],
      sectors: asked === "edit" ? (await listDivisions(ctx)).sectors : [],
      printedBy: actor.name,
      printedAt: new Date().toISOString(),
    };
  },
);

export const action = guardedAction(
  { roles: REGISTER_EDITORS, scope: "rows", audit: "firm.changed" },
  async ({ ctx, request, params }) => {
    const firmId = idParam(params.firmId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, firmPageSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const result = await perform(ctx, firmId, parsed.key, parsed.value);
    if (!result.ok) return answerRefused(result, typed);
    return redirect(`/firms/${firmId}`, { status: 303, headers: { "Set-Cookie": result.value } });
  },
);

/** Runs what the form asks for; its value is the message of the page that follows. */
async function perform(ctx: Ctx, firmId: number, key: string, form: FirmPageForm): Promise<Result<string>> {
  const chosen = { ids: [firmId] };
  if (form.intent === "edit") {
    const { intent: _intent, version, ...values } = form;
    const edited = await editFirm(ctx, { key, firmId, version, values });
    return edited.ok ? ok(flash("firm.edit.saved")) : edited;
  }
  if (form.intent === "cadence") {
    const { version, cadenceDays } = form;
    const set = await setCadence(ctx, key, { firmId, version, cadenceDays });
    return set.ok ? ok(flash("firm.cadence.done")) : set;
  }
  if (form.intent === "place") {
    const placed = await placeFirms(ctx, { key, chosen, townshipCode: form.townshipCode });
    return placed.ok ? ok(flash("firm.place.done", placed.value)) : placed;
  }
  const { reason } = form;
  const set = await setProgramme(ctx, { key, chosen, inProgramme: form.intent === "join", reason });
  return set.ok ? ok(flash("firm.programme.done", set.value)) : set;
}

export default function Firm() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  const { formatInstant } = useFormat();
  const { firm } = page.record;
  const typed = answer?.typed ?? {};
  const asked = page.panel ?? typed.intent;
  const shared = { errors: formErrors(t, answer), typed, back: `/firms/${firm.firmId}` };
  const conflict = answer?.error.code === "common.conflict";
  const panels: Record<string, ReactNode> = {
    edit: <EditPanel {...shared} firm={firm} sectors={page.sectors} conflict={conflict} />,
    place: <PlacePanel {...shared} firm={firm} places={page.places} />,
    cadence: <CadencePanel {...shared} firm={firm} />,
    join: <ProgrammePanel {...shared} intent="join" />,
    leave: <ProgrammePanel {...shared} intent="leave" />,
  };
  return (
    <FirmRecord
      record={page.record}
      mayEdit={page.mayEdit}
      reading={page.reading}
      printed={t("shell.printed", { when: formatInstant(page.printedAt), who: page.printedBy })}
      liaison={
        <>
          <CareNotice care={page.care} />
          <Handovers rows={page.handovers} pairHref={`/pairs/${firm.firmId}`} of="firm" />
          {page.mayGiveAccess ? <AccessLink firmId={firm.firmId} /> : null}
        </>
      }
      panel={(page.mayEdit && asked && panels[asked]) || <ErrorSummary errors={unplacedErrors(t, answer)} />}
    />
  );
}
