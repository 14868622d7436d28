import {
  CartesianGrid,
  LabelList,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";
import { AXIS, colourOf, MARGIN, rowsOf } from "./drawing.ts";
import type { ChartProps } from "./frame.tsx";

type LabelPlace = { x?: number | string; y?: number | string; index?: number };

/** Curves with their names at their ends, from a baseline of zero. */
export default function LineDrawing(props: ChartProps) {
  const lastOf = (values: readonly (number | null)[]) =>
    values.reduce((found, value, at) => (value === null ? found : at), 0);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rowsOf(props)} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" {...AXIS} minTickGap={24} />
        <YAxis
          {...AXIS}
          axisLine={false}
          width="auto"
          domain={[0, "auto"]}
          allowDecimals={false}
          // The library hands in the place on the axis as well.
          tickFormatter={(value: number) => props.format?.(value) ?? String(value)}
        />
        {props.events?.map((event) => (
          <ReferenceLine
            key={event.label}
            x={props.labels[event.at]}
            stroke="var(--edge)"
            label={{ value: event.label, position: "top", fill: "var(--ink-2)", fontSize: 14 }}
          />
        ))}
        {props.series.map((one, index) => (
          <Line
            key={one.name}
            dataKey={`s${index}`}
            stroke={colourOf(one, index)}
            strokeWidth={2.5}
            dot={false}
            isAnimationActive={false}
          >
            <LabelList
              content={({ x, y, index: at }: LabelPlace) =>
                at === lastOf(one.values) ? (
                  <text x={Number(x) + 8} y={Number(y) + 5} fill="var(--ink)" fontSize={14}>
                    {one.name}
                  </text>
                ) : null
              }
            />
          </Line>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
