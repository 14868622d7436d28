import { Link } from "@remix-run/react";
import { periodOn } from "#app/domain/period/period.ts";
import { PairWhy } from "#app/features/pairings/components/pair-why.tsx";
import type { FoundDeputy, PairExplanation } from "#app/features/pairings/edits/explain-pair.query.server.ts";
import type { Handover } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import type { PairPage } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { FormAnswer } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { FilterBar, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { Timeline } from "#app/ui/record/timeline.tsx";
import { DayQuestion } from "./day-question.tsx";
import { CareNotice, Handovers } from "./firm-liaison.tsx";
import { PairConstraints } from "./pair-constraints.tsx";

/** Who is a firm's liaison, why, since when; who was on any day; what binds the pair; what the next best would cost. */
export function PairRecord(props: {
  pair: PairPage;
  day: string | null;
  why: PairExplanation | null;
  asksWhy: boolean;
  supervisor: boolean;
  deputyId: number | null;
  handovers: readonly Handover[];
  typed: string;
  found: readonly FoundDeputy[];
  answer: FormAnswer | undefined;
}) {
  const { pair } = props;
  const t = useT();
  const { formatFullDay } = useFormat();
  const now = pair.periods.find((period) => period.endedOn === null);
  return (
    <>
      <RecordHeader
        name={pair.firm}
        lead={[pair.county, pair.township].filter(Boolean).join(" ")}
        back={<Link to={`/firms/${pair.firmId}`}>{t("handover.sees")}</Link>}
        actions={
          props.supervisor && pair.planId !== null && !props.asksWhy ? (
            <LinkButton to="?why=1">{t("pair.why")}</LinkButton>
          ) : null
        }
      />
      <CareNotice care={pair.care} />
      <RecordBody
        facts={
          <>
            <Section title={t("pair.now")}>
              <FactList
                facts={[
                  { label: t("pair.liaison"), value: now?.deputy ?? t("common.none") },
                  { label: t("pair.since"), value: now ? formatFullDay(now.startedOn) : null },
                  {
                    label: t("pair.plan"),
                    value: now?.planId ? t("pair.planNo", { planId: now.planId }) : t("pair.noPlan"),
                  },
                  { label: t("pair.reason"), value: now?.startReason },
                ]}
              />
            </Section>
            <OnDay {...props} />
          </>
        }
      >
        {props.asksWhy ? (
          props.why ? (
            <PairWhy why={props.why} />
          ) : (
            <Notice tone="warn">{t("pair.noWhy")}</Notice>
          )
        ) : null}
        <Section title={t("pair.history")}>
          <Timeline
            label={t("pair.history")}
            entries={pair.periods.map((period) => ({
              key: String(period.pairingId),
              at: `${period.startedOn}T04:00:00.000Z`,
              when: period.endedOn
                ? t("pair.period", {
                    from: formatFullDay(period.startedOn),
                    to: formatFullDay(period.endedOn),
                  })
                : t("pair.running", { from: formatFullDay(period.startedOn) }),
              title: period.deputy,
              by: period.by ?? undefined,
              body: [
                period.startReason,
                period.planId ? t("pair.planNo", { planId: period.planId }) : null,
                period.endReason ? t("pair.ended", { reason: period.endReason }) : null,
              ]
                .filter(Boolean)
                .join(" · "),
              look: period.endedOn === null ? ("good" as const) : undefined,
            }))}
            empty={<EmptyState title={t("pair.never")} />}
          />
        </Section>
        <Handovers rows={props.handovers} of="firm" />
        <PairConstraints {...props} now={now} />
        {props.supervisor ? (
          <Section title={t("pair.findDeputy")}>
            <FilterBar active={props.typed !== ""}>
              <SearchBox label={t("pair.findDeputy")} />
            </FilterBar>
          </Section>
        ) : null}
      </RecordBody>
    </>
  );
}

/** "Who was liaison on day D, and why?" */
function OnDay(props: { pair: PairPage; day: string | null }) {
  const { pair, day } = props;
  const t = useT();
  const { formatFullDay } = useFormat();
  const then = day === null ? undefined : periodOn(pair.periods, day);
  return (
    <Section title={t("pair.onDay")}>
      <DayQuestion day={day} />
      {day === null ? null : (
        <p role="status">
          {then
            ? t("pair.wasLiaison", {
                day: formatFullDay(day),
                name: then.deputy,
                from: formatFullDay(then.startedOn),
                reason: then.startReason,
              })
            : t("pair.wasNobody", { day: formatFullDay(day) })}
        </p>
      )}
    </Section>
  );
}
