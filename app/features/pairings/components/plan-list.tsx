import type { PlanListRow } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, FieldGroup, SelectField, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { planLook } from "./plan-looks.ts";

/** All plans, and the form that drafts one. `counties` is empty where the scope is the actor's own county. */
export function PlanList(props: {
  plans: readonly PlanListRow[];
  next: number | null;
  first: boolean;
  counties: readonly { value: string; label: string }[];
  answer: FormAnswer | undefined;
}) {
  const t = useT();
  const { formatInstant, formatCount } = useFormat();
  const figure = (count: number | undefined) => (count === undefined ? "–" : formatCount(count));
  const columns: Column<PlanListRow>[] = [
    {
      key: "plan",
      head: t("plan.number"),
      cell: (plan) => t("plan.name", { planId: plan.planId }),
      phone: "keep",
    },
    { key: "scope", head: t("plan.scope"), cell: (plan) => plan.county ?? t("plan.wholeCity") },
    { key: "purpose", head: t("plan.mode"), cell: (plan) => t(`plan.purpose.${plan.purpose}`) },
    {
      key: "state",
      head: t("plan.state"),
      cell: (plan) => <StatusBadge look={planLook(plan.state)} word={t(`plan.state.${plan.state}`)} />,
    },
    { key: "paired", head: t("plan.paired"), cell: (plan) => figure(plan.figures?.paired), end: true },
    { key: "unpaired", head: t("plan.unpaired"), cell: (plan) => figure(plan.figures?.unpaired), end: true },
    { key: "changed", head: t("plan.changed"), cell: (plan) => figure(plan.figures?.changed), end: true },
    { key: "by", head: t("plan.by"), cell: (plan) => plan.createdBy ?? t("plan.bySystem"), phone: "drop" },
    {
      key: "created",
      head: t("plan.created"),
      cell: (plan) => formatInstant(plan.publishedAt ?? plan.createdAt),
      end: true,
    },
  ];
  return (
    <>
      <PageHeader
        title={t("nav.pairing")}
        lead={t("plan.lead")}
        actions={
          <>
            <LinkButton to="/plans/whatif">{t("whatif.title")}</LinkButton>
            <LinkButton to="/plans/compare">{t("plan.compare")}</LinkButton>
            <LinkButton to="/plans/term">{t("term.title")}</LinkButton>
            <LinkButton to="/plans/policy">{t("policy.title")}</LinkButton>
            <LinkButton to="/requests" look="quiet">
              {t("request.list")}
            </LinkButton>
          </>
        }
      />
      <DraftForm counties={props.counties} answer={props.answer} />
      <Section title={t("plan.list")}>
        <DataTable
          caption={t("nav.pairing")}
          columns={columns}
          rows={props.plans}
          rowKey={(plan) => plan.planId}
          rowHref={(plan) => `/plans/${plan.planId}`}
          empty={<EmptyState title={t("plan.empty")} hint={t("plan.emptyHint")} />}
        />
        <KeysetPager page={{ previous: props.first ? null : "", next: props.next }} />
      </Section>
    </>
  );
}

function DraftForm(props: {
  counties: readonly { value: string; label: string }[];
  answer: FormAnswer | undefined;
}) {
  const { answer } = props;
  const t = useT();
  return (
    <PostForm
      errors={formErrors(t, answer)}
      typed={answer && !answer.ok ? answer.typed : undefined}
      buttons={<SubmitButton>{t("plan.draft")}</SubmitButton>}
    >
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
          { value: "restore", label: t("plan.mode.restore") },
        ]}
      />
      <details>
        <summary>{t("plan.more")}</summary>
        <FieldGroup title={t("plan.more")}>
          <TextField
            name="restoreOn"
            type="date"
            label={t("plan.restoreOn")}
            hint={t("plan.restoreOnHint")}
            optional
            width={12}
          />
          <TextField
            name="maxChanges"
            label={t("plan.maxChanges")}
            hint={t("plan.maxChangesHint")}
            optional
            inputMode="numeric"
            width={12}
          />
          <TextField
            name="keep"
            label={t("plan.keep")}
            hint={t("plan.keepHint")}
            optional
            inputMode="numeric"
            width={12}
          />
        </FieldGroup>
      </details>
    </PostForm>
  );
}
