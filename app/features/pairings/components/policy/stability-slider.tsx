import { useEffect, useRef, useState } from "react";
import type { StabilityCurve } from "#app/features/pairings/policy/get-curve.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { LineChart } from "#app/ui/charts/line-chart.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import css from "./policy.module.css";

/** The point of the curve that lies nearest to a weight, the lower one between two. */
function nearest(curve: StabilityCurve, keep: number): number {
  return curve.points.reduce((found, point, at) => (point.keep <= keep ? at : found), 0);
}

/**
 * The weight of today's pairs as a number and, with the curve, as a slider over its points: what each weight moves and costs stands
 * beside it. Without script the number field alone decides.
 */
export function StabilitySlider(props: { keep: string; curve: StabilityCurve | null }) {
  const { curve } = props;
  const t = useT();
  const { formatCount } = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [keep, setKeep] = useState(Number(props.keep));
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => setInBrowser(true), []);
  const field = () => box.current?.querySelector<HTMLInputElement>("[name=keepReoptimise]") ?? null;
  const slide = (at: number) => {
    const chosen = curve?.points[at]?.keep ?? keep;
    const input = field();
    if (input) input.value = String(chosen);
    setKeep(chosen);
  };
  const at = curve ? nearest(curve, keep) : 0;
  const point = curve?.points[at];
  return (
    <div className={css.beside}>
      <div ref={box} onInput={() => setKeep(Number(field()?.value ?? keep) || 0)}>
        <TextField
          name="keepReoptimise"
          label={t("policy.keepReoptimise")}
          hint={t("policy.keepReoptimiseHint")}
          inputMode="numeric"
          width={12}
          defaultValue={props.keep}
        />
        {curve && point && inBrowser ? (
          <>
            <input
              type="range"
              className={css.slider}
              min={0}
              max={curve.points.length - 1}
              step={1}
              value={at}
              onChange={(event) => slide(Number(event.currentTarget.value))}
              aria-label={t("policy.slider")}
              aria-valuetext={formatCount(point.keep)}
            />
            <p className={css.ends} aria-hidden="true">
              <span>{t("policy.fit")}</span>
              <span>{t("policy.calm")}</span>
            </p>
          </>
        ) : null}
        {curve && point ? (
          <p className={css.said} role="status">
            {t("policy.atPoint", {
              keep: formatCount(point.keep),
              changed: formatCount(point.changed),
              of: formatCount(curve.paired),
              cost: formatCount(point.cost - least(curve)),
            })}
          </p>
        ) : null}
      </div>
      {curve ? <Curve curve={curve} at={at} /> : <p>{t("policy.noCurve")}</p>}
    </div>
  );
}

function least(curve: StabilityCurve): number {
  return Math.min(...curve.points.map((point) => point.cost));
}

function Curve({ curve, at }: { curve: StabilityCurve; at: number }) {
  const t = useT();
  const { formatCount } = useFormat();
  const labels = curve.points.map((point) => formatCount(point.keep));
  const base = least(curve);
  const shared = {
    axis: t("policy.keep"),
    labels,
    events: [{ at, label: t("policy.chosen") }],
    format: formatCount,
    tableLabel: t("plan.asTable"),
    height: 200,
  } as const;
  return (
    <div>
      <LineChart
        {...shared}
        title={t("policy.curveChanges")}
        series={[{ name: t("plan.changed"), values: curve.points.map((point) => point.changed) }]}
      />
      <LineChart
        {...shared}
        title={t("policy.curveCost")}
        series={[{ name: t("policy.extraCost"), values: curve.points.map((point) => point.cost - base) }]}
      />
    </div>
  );
}
