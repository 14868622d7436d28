import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { AXIS, colourOf, rowsOf } from "./drawing.ts";
import type { ChartProps, Series } from "./frame.tsx";

/** Bars lying side by side, each with its figure, from zero. */
export default function BarDrawing(props: ChartProps) {
  const format = props.format ?? String;
  const several = props.series.length > 1;
  // Which bars are which stands at the longest of each, beside its figure.
  const figure = (value: number, { name, values }: Series) =>
    several && value === Math.max(...values.map((one) => one ?? 0))
      ? `${format(value)} ${name}`
      : format(value);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rowsOf(props)}
        layout="vertical"
        margin={{ top: 4, right: several ? 112 : 64, bottom: 4, left: 4 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, "auto"]} />
        <YAxis
          type="category"
          dataKey="label"
          {...AXIS}
          axisLine={{ stroke: "var(--edge)" }}
          width={128}
          interval={0}
        />
        {props.series.map((one, index) => (
          <Bar
            key={one.name}
            dataKey={`s${index}`}
            fill={colourOf(one, index)}
            maxBarSize={20}
            isAnimationActive={false}
          >
            <LabelList
              position="right"
              fill="var(--ink)"
              fontSize={14}
              formatter={(value: unknown) => (typeof value === "number" ? figure(value, one) : "")}
            />
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
