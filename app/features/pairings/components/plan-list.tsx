import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { FormAnswer } from "#app/i18n/form-messages.ts";
import { formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, SelectField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { planLook } from "./plan-looks.ts";

/** One plan in the list; instants ISO. */
export type PlanLine = {
  planId: number;
  county: string | null;
  state: string;
  figures: PlanFigures;
  createdAt: string;
  publishedAt: string | null;
};

/** All plans, and the form that drafts one. `counties` is empty where the scope is the actor's own county. */
export function PlanList(props: {
  plans: readonly PlanLine[];
  counties: readonly { value: string; label: string }[];
  answer: FormAnswer | undefined;
}) {
  const t = useT();
  const { formatInstant, formatCount } = useFormat();
  const columns: Column<PlanLine>[] = [
    {
      key: "plan",
      head: t("plan.number"),
      cell: (plan) => t("plan.name", { planId: plan.planId }),
      phone: "keep",
    },
    { key: "scope", head: t("plan.scope"), cell: (plan) => plan.county ?? t("plan.wholeCity") },
    {
      key: "state",
      head: t("plan.state"),
      cell: (plan) => (
        <StatusBadge look={planLook(plan.state)} word={t.dynamic(`plan.state.${plan.state}`)} />
      ),
    },
    { key: "paired", head: t("plan.paired"), cell: (plan) => formatCount(plan.figures.paired), end: true },
    {
      key: "unpaired",
      head: t("plan.unpaired"),
      cell: (plan) => formatCount(plan.figures.unpaired),
      end: true,
    },
    { key: "changed", head: t("plan.changed"), cell: (plan) => formatCount(plan.figures.changed), end: true },
    {
      key: "created",
      head: t("plan.created"),
      cell: (plan) => formatInstant(plan.publishedAt ?? plan.createdAt),
      end: true,
    },
  ];
  return (
    <>
      <PageHeader title={t("nav.pairing")} lead={t("plan.lead")} />
      <PostForm errors={formErrors(t, props.answer)} buttons={<SubmitButton>{t("plan.draft")}</SubmitButton>}>
        {props.counties.length === 0 ? null : (
          <SelectField
            name="countyCode"
            label={t("plan.scope")}
            options={[{ value: "", label: t("plan.wholeCity") }, ...props.counties]}
          />
        )}
        <ChoiceField
          name="mode"
          label={t("plan.mode")}
          defaultValue="repair"
          options={[
            { value: "repair", label: t("plan.mode.repair") },
            { value: "reoptimise", label: t("plan.mode.reoptimise") },
          ]}
        />
      </PostForm>
      <DataTable
        caption={t("nav.pairing")}
        columns={columns}
        rows={props.plans}
        rowKey={(plan) => plan.planId}
        rowHref={(plan) => `/plans/${plan.planId}`}
        empty={<EmptyState title={t("plan.empty")} hint={t("plan.emptyHint")} />}
      />
    </>
  );
}
