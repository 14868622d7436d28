import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { FormAnswer } from "#app/i18n/form-messages.ts";
import { formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { PlanLine } from "./plan-list.tsx";
import { planLook } from "./plan-looks.ts";

/** One firm that gets another deputy, or none. */
export type ChangeLine = {
  firmId: number;
  firm: string;
  township: string;
  from: { deputyId: number; name: string; left: boolean } | null;
  to: { deputyId: number; name: string; township: string | null } | null;
};

/** A plan with the page of its changes. */
export type PlanRecordData = PlanLine & {
  version: number;
  reason: string;
  proof: { bound: number; digest: string } | null;
  changes: ChangeLine[];
  after: number | null;
  shortfall: { township: string; firms: number }[];
};

/** A plan's preview: before and after, its proof, every change with its reason, and the way to put it in force. */
export function PlanRecord(props: {
  plan: PlanRecordData;
  confirming: boolean;
  first: boolean;
  answer: FormAnswer | undefined;
}) {
  const { plan } = props;
  const { figures } = plan;
  const t = useT();
  const { formatInstant, formatCount, formatShare } = useFormat();
  const here = `/plans/${plan.planId}`;
  const share = (part: number) => (figures.paired === 0 ? "–" : formatShare(part, figures.paired));
  const before = (part: number) =>
    figures.before.paired === 0 ? "–" : formatShare(part, figures.before.paired);
  const why = (change: ChangeLine) => {
    if (!change.from) return t("plan.why.new");
    if (!change.to) return t("plan.why.none");
    return change.from.left ? t("plan.why.left") : t("plan.why.better");
  };
  const columns: Column<ChangeLine>[] = [
    { key: "firm", head: t("plan.firm"), cell: (change) => change.firm, phone: "keep" },
    { key: "township", head: t("plan.township"), cell: (change) => change.township },
    { key: "from", head: t("plan.from"), cell: (change) => change.from?.name ?? t("common.none") },
    { key: "to", head: t("plan.to"), cell: (change) => change.to?.name ?? t("common.none") },
    { key: "why", head: t("plan.why"), cell: why, phone: "keep" },
  ];
  return (
    <>
      <RecordHeader
        code={plan.county ?? t("plan.wholeCity")}
        name={t("plan.name", { planId: plan.planId })}
        badges={
          <StatusBadge solid look={planLook(plan.state)} word={t.dynamic(`plan.state.${plan.state}`)} />
        }
        back={<Link to="/plans">{t("nav.pairing")}</Link>}
        actions={
          plan.state === "draft" && !props.confirming ? (
            <LinkButton to={`${here}?confirm=publish`}>{t("plan.publish")}</LinkButton>
          ) : null
        }
      />
      <StatRow>
        <StatCard
          label={t("plan.paired")}
          figure={formatCount(figures.paired)}
          note={t("plan.was", { value: formatCount(figures.before.paired) })}
        />
        <StatCard
          label={t("plan.unpaired")}
          figure={formatCount(figures.unpaired)}
          tone={figures.unpaired > 0 ? "warn" : undefined}
        />
        <StatCard
          label={t("plan.ownTownship")}
          figure={share(figures.inOwnTownship)}
          note={t("plan.was", { value: before(figures.before.inOwnTownship) })}
        />
        <StatCard
          label={t("plan.sameSector")}
          figure={share(figures.sameSector)}
          note={t("plan.was", { value: before(figures.before.sameSector) })}
        />
        <StatCard
          label={t("plan.changed")}
          figure={formatCount(figures.changed)}
          note={t("plan.minimum", { count: figures.changedMinimum })}
        />
      </StatRow>
      <RecordBody
        facts={
          <FactList
            facts={[
              { label: t("plan.cost"), value: formatCount(figures.objective) },
              { label: t("plan.bound"), value: formatCount(figures.bound) },
              { label: t("plan.proof"), value: figures.proven ? t("plan.proven") : t("plan.notProven") },
              { label: t("plan.idle"), value: formatCount(figures.idleDeputies) },
              { label: t("plan.created"), value: formatInstant(plan.createdAt) },
              ...(plan.publishedAt
                ? [{ label: t("plan.publishedAt"), value: formatInstant(plan.publishedAt) }]
                : []),
              ...(plan.reason ? [{ label: t("plan.reason"), value: plan.reason }] : []),
            ]}
          />
        }
      >
        {props.confirming ? (
          <ConfirmPanel
            title={t("plan.publishTitle")}
            effect={t("plan.publishEffect", { count: figures.changed })}
            confirm={t("plan.publish")}
            cancel={{ to: here, label: t("common.cancel") }}
            version={plan.version}
            errors={formErrors(t, props.answer)}
          >
            <TextField name="reason" label={t("plan.reason")} />
          </ConfirmPanel>
        ) : null}
        {plan.shortfall.length > 0 ? (
          <Notice tone="warn" title={t("plan.shortfall")}>
            {plan.shortfall
              .map((row) => t("plan.shortfallRow", { township: row.township, count: row.firms }))
              .join(t("plan.separator"))}
          </Notice>
        ) : null}
        <Section title={t("plan.changes")}>
          <DataTable
            caption={t("plan.changes")}
            columns={columns}
            rows={plan.changes}
            rowKey={(change) => change.firmId}
            rowHref={(change) => `/firms/${change.firmId}`}
            empty={<EmptyState title={t("plan.noChanges")} />}
          />
          <KeysetPager page={{ previous: props.first ? null : "", next: plan.after }} />
        </Section>
      </RecordBody>
    </>
  );
}
