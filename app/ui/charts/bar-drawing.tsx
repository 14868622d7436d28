import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { AXIS, colourOf, rowsOf } from "./drawing.ts";
import type { ChartProps } from "./frame.tsx";

/** Bars lying side by side, each with its figure, from zero. */
export default function BarDrawing(props: ChartProps) {
  const format = props.format ?? String;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rowsOf(props)}
        layout="vertical"
        margin={{ top: 4, right: 64, bottom: 4, left: 4 }}
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
              formatter={(value: unknown) => (typeof value === "number" ? format(value) : "")}
            />
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
