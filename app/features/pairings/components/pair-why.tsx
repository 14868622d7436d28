import { Link } from "@remix-run/react";
import type {
  PairExplanation,
  PricedChoice,
} from "#app/features/pairings/edits/explain-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FactList, Section } from "#app/ui/record/record-page.tsx";

/** Why a firm has its liaison: what the pair costs by its parts, and what the next best would add to the whole, exactly. */
export function PairWhy(props: { why: PairExplanation; hrefOf?: (deputyId: number) => string }) {
  const { why } = props;
  const t = useT();
  const { formatCount } = useFormat();
  const choices = [...why.alternatives, ...(why.without ? [why.without] : [])];
  const columns: Column<PricedChoice>[] = [
    {
      key: "deputy",
      head: t("plan.deputy"),
      cell: (one) => one.deputy?.name ?? t("plan.without"),
      phone: "keep",
    },
    { key: "place", head: t("plan.township"), cell: (one) => placeOf(t, one), phone: "inline" },
    {
      key: "load",
      head: t("plan.load"),
      cell: (one) => (one.deputy ? `${one.deputy.held}/${one.deputy.places}` : "–"),
      end: true,
      phone: "label",
    },
    {
      key: "price",
      head: t("plan.extra"),
      cell: (one) => `+${formatCount(one.price)}`,
      end: true,
      phone: "label",
    },
    { key: "moves", head: t("plan.movesWith"), cell: (one) => <Moves choice={one} />, phone: "keep" },
  ];
  return (
    <>
      <Section title={t("plan.whyThis")}>
        <p>{sentenceOf(t, why)}</p>
        {why.cost ? (
          <FactList
            facts={[
              { label: t("plan.cost.distance"), value: formatCount(why.cost.distance) },
              { label: t("plan.cost.sector"), value: formatCount(why.cost.sector) },
              { label: t("plan.cost.gap"), value: formatCount(why.cost.gap) },
              {
                label: t("plan.cost.keep"),
                value: formatCount(0 - why.cost.keep),
              },
            ]}
          />
        ) : null}
      </Section>
      <Section title={t("plan.nextBest")} note={t("plan.nextBestNote")}>
        <DataTable
          caption={t("plan.nextBest")}
          columns={columns}
          rows={choices}
          rowKey={(one) => one.deputy?.deputyId ?? 0}
          rowHref={
            props.hrefOf
              ? (one) => (one.deputy ? (props.hrefOf?.(one.deputy.deputyId) ?? "#") : "#")
              : undefined
          }
          empty={<p>{t("plan.noOther")}</p>}
        />
      </Section>
    </>
  );
}

/** The firms that would go elsewhere with a choice, the firm itself left out. */
export function Moves({ choice }: { choice: PricedChoice }) {
  const t = useT();
  const others = choice.moves.slice(1);
  if (others.length === 0) return <>{t("plan.nobodyElse")}</>;
  return (
    <ul style={{ listStyle: "none", padding: 0 }}>
      {others.map((move) => (
        <li key={move.firmId}>
          {move.firm === "" ? t("plan.otherFirm") : <Link to={`/firms/${move.firmId}`}>{move.firm}</Link>}：
          {move.from?.name ?? t("common.none")} → {move.to?.name ?? t("common.none")}
        </li>
      ))}
    </ul>
  );
}

function placeOf(t: ReturnType<typeof useT>, choice: PricedChoice): string {
  if (!choice.deputy) return "–";
  return [t.dynamic(`deputy.level.${choice.deputy.level}`), choice.deputy.township]
    .filter(Boolean)
    .join(" · ");
}

function sentenceOf(t: ReturnType<typeof useT>, why: PairExplanation): string {
  const name = why.deputy?.name ?? "";
  if (!why.deputy) return t("plan.whyNobody");
  if (why.pinned) return t("plan.whyPinned", { name });
  const near = why.cost?.distance === 0 ? t("plan.why.near") : t("plan.why.far");
  const kept = why.cost && why.cost.keep > 0 ? t("plan.whyKept") : "";
  return [t("plan.whyBest", { name, near }), kept].filter(Boolean).join(" ");
}
