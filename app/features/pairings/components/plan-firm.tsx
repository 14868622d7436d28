import { Link } from "@remix-run/react";
import type {
  FirmInPlan,
  FoundDeputy,
  PairExplanation,
} from "#app/features/pairings/edits/explain-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { FilterBar, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { Moves, PairWhy } from "./pair-why.tsx";

/** One firm of a plan: why it gets this liaison, the next best with their price, and another deputy by hand. */
export function PlanFirm(props: {
  row: FirmInPlan;
  why: PairExplanation | null;
  asked: string;
  found: readonly FoundDeputy[];
  answer: FormAnswer | undefined;
}) {
  const { row, why } = props;
  const t = useT();
  const here = `/plans/${row.planId}/firms/${row.firmId}`;
  const editable = row.state === "draft";
  const hrefOf = (deputyId: number) => `${here}?to=${deputyId}`;
  return (
    <>
      <RecordHeader
        code={t("plan.name", { planId: row.planId })}
        name={row.firm}
        lead={row.township ?? undefined}
        back={<Link to={`/plans/${row.planId}`}>{t("plan.name", { planId: row.planId })}</Link>}
      />
      {why && why.chosen !== undefined && editable ? (
        <Chosen row={row} chosen={why.chosen} here={here} answer={props.answer} />
      ) : null}
      <RecordBody
        facts={
          <Section title={t("plan.inPlan")}>
            <FactList
              facts={[
                { label: t("plan.from"), value: row.from?.name ?? t("common.none") },
                { label: t("plan.to"), value: row.to?.name ?? t("common.none") },
                { label: t("plan.why"), value: row.reason ? t.dynamic(`plan.why.${row.reason}`) : null },
              ]}
            />
          </Section>
        }
      >
        {why === null ? (
          <Notice tone="warn">{t("plan.noExplanation")}</Notice>
        ) : (
          <PairWhy why={why} hrefOf={editable ? hrefOf : undefined} />
        )}
        {editable ? (
          <Section title={t("plan.chooseOther")} note={t("plan.chooseOtherNote")}>
            <FilterBar active={props.asked !== ""}>
              <SearchBox label={t("plan.searchDeputy")} />
            </FilterBar>
            {props.asked !== "" && props.found.length === 0 ? <EmptyState title={t("list.empty")} /> : null}
            <ul>
              {props.found.map((deputy) => (
                <li key={deputy.deputyId}>
                  <Link to={hrefOf(deputy.deputyId)}>{deputy.name}</Link>{" "}
                  <small>
                    {[t.dynamic(`deputy.level.${deputy.level}`), deputy.township].filter(Boolean).join(" · ")}
                  </small>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </RecordBody>
    </>
  );
}

/** The price of the deputy asked about and whom it would move, before anything is changed. */
function Chosen(props: {
  row: FirmInPlan;
  chosen: PairExplanation["chosen"];
  here: string;
  answer: FormAnswer | undefined;
}) {
  const { row, chosen, here } = props;
  const t = useT();
  const { formatCount } = useFormat();
  if (!chosen?.deputy)
    return (
      <Notice tone="alarm" title={t("plan.notAllowed")}>
        {t("error.plan.pair_not_allowed")}
      </Notice>
    );
  const { deputy, price } = chosen;
  return (
    <ConfirmPanel
      title={t("plan.editTitle", { firm: row.firm, deputy: deputy.name })}
      effect={
        <>
          <p>
            <b>{t("plan.exactPrice", { price: formatCount(price) })}</b>
          </p>
          <Moves choice={chosen} />
          <p>{t("plan.editEffect")}</p>
        </>
      }
      confirm={t("plan.editConfirm")}
      cancel={{ to: here, label: t("common.cancel") }}
      version={row.version}
      hidden={{ deputyId: String(deputy.deputyId) }}
      errors={formErrors(t, props.answer)}
    />
  );
}
