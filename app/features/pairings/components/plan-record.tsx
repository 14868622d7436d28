import { Link, useLocation } from "@remix-run/react";
import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import type { Difference } from "#app/features/pairings/publish/list-differences.server.ts";
import type { Assumed } from "#app/features/pairings/whatif/list-assumed.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { FormAnswer } from "#app/i18n/form-messages.ts";
import { LinkButton } from "#app/ui/form/button.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { type Places, PlanChanges } from "./plan-changes.tsx";
import { PlanDifferences } from "./plan-differences.tsx";
import { PlanEdits } from "./plan-edits.tsx";
import { planLook } from "./plan-looks.ts";
import { PlanPanel, type PlanPanelName } from "./plan-panels.tsx";
import { PlanCounties, PlanPreview } from "./plan-preview.tsx";
import { PlanFailure, PlanProgress } from "./plan-progress.tsx";
import { AssumedFacts } from "./whatif/assumed-facts.tsx";

/** A plan: its run while it is computed, then preview, proof and every change with its reason, and the way to put it in force. */
export function PlanRecord(props: {
  plan: PlanPage;
  panel: PlanPanelName | null;
  places: Places;
  answer: FormAnswer | undefined;
  printed: string;
  against: { differences: readonly Difference[]; count: number };
  assumed: Assumed | null;
}) {
  const { plan } = props;
  const t = useT();
  const names = new Map(props.places.counties.map(({ code, name }) => [code, name]));
  return (
    <>
      <RecordHeader
        code={plan.county ?? t("plan.wholeCity")}
        name={t("plan.name", { planId: plan.planId })}
        lead={t(`plan.purpose.${plan.purpose}`)}
        badges={<StatusBadge solid look={planLook(plan.state)} word={t(`plan.state.${plan.state}`)} />}
        back={<Link to="/plans">{t("nav.pairing")}</Link>}
        actions={plan.figures !== null && props.panel === null ? <Actions plan={plan} /> : null}
        printed={props.printed}
      />
      {plan.state === "drafting" ? <PlanProgress plan={plan} /> : null}
      {["failed", "cancelled", "discarded"].includes(plan.state) ? <PlanFailure plan={plan} /> : null}
      {plan.figures === null ? null : (
        <>
          {props.assumed ? <AssumedFacts assumed={props.assumed} /> : null}
          <PlanDifferences {...props.against} />
          <PlanPanel plan={plan} panel={props.panel} answer={props.answer} />
          <RecordBody facts={<Facts plan={plan} />}>
            <PlanPreview plan={plan} figures={plan.figures} />
            <PlanEdits plan={plan} />
            <PlanCounties figures={plan.figures} names={names} />
            <PlanChanges plan={plan} places={props.places} editable={plan.state === "draft"} />
          </RecordBody>
        </>
      )}
    </>
  );
}

function Actions({ plan }: { plan: PlanPage }) {
  const t = useT();
  const { pathname } = useLocation();
  return (
    <>
      {plan.purpose === "whatif" || plan.state !== "draft" ? null : (
        <LinkButton to={`${pathname}?panel=publish`} look="main">
          {t("plan.publish")}
        </LinkButton>
      )}
      <LinkButton to={`/plans/compare?a=${plan.planId}`}>{t("plan.compareWith")}</LinkButton>
      {plan.state !== "draft" ? null : (
        <LinkButton to={`${pathname}?panel=discard`} look="quiet">
          {t("plan.discard")}
        </LinkButton>
      )}
    </>
  );
}

function Facts({ plan }: { plan: PlanPage }) {
  const t = useT();
  const { formatInstant, formatCount, formatFullDay } = useFormat();
  const { figures, weights, settings } = plan;
  const facts = [
    { label: t("plan.cost"), value: formatCount(figures?.objective ?? 0) },
    { label: t("plan.bound"), value: formatCount(figures?.bound ?? 0) },
    { label: t("plan.digest"), value: plan.proof ? <code>{plan.proof.digest}</code> : null },
    { label: t("plan.keep"), value: weights.keep === undefined ? null : formatCount(weights.keep) },
    {
      label: t("plan.policyVersion"),
      value: weights.policyVersion === undefined ? null : String(weights.policyVersion),
    },
    ...(typeof settings.maxChanges === "number"
      ? [{ label: t("plan.maxChanges"), value: formatCount(settings.maxChanges) }]
      : []),
    ...(settings.restoreOn ? [{ label: t("plan.restoreOn"), value: formatFullDay(settings.restoreOn) }] : []),
    { label: t("plan.ended"), value: formatCount(figures?.ended ?? 0) },
    { label: t("plan.solvedIn"), value: t("plan.ms", { ms: formatCount(figures?.ms ?? 0) }) },
    { label: t("plan.created"), value: formatInstant(plan.createdAt) },
    { label: t("plan.by"), value: plan.createdBy ?? t("plan.bySystem") },
    ...(plan.publishedAt ? [{ label: t("plan.publishedAt"), value: formatInstant(plan.publishedAt) }] : []),
    ...(plan.reason ? [{ label: t("plan.reason"), value: plan.reason }] : []),
  ];
  return (
    <Section title={t("plan.facts")}>
      <FactList facts={facts} />
    </Section>
  );
}
