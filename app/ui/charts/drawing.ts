import type { ChartProps, Series } from "./frame.tsx";

export const COLOURS: Record<NonNullable<Series["tone"]>, string> = {
  main: "var(--fill)",
  second: "var(--edge)",
  alarm: "var(--alarm-fill)",
};

export const AXIS = {
  stroke: "var(--edge)",
  tick: { fill: "var(--ink-2)", fontSize: 14 },
  tickLine: false,
} as const;

/** Room at the right for the names of the curves, which stand beside their last point instead of in a legend. */
export const MARGIN = { top: 24, right: 96, bottom: 4, left: 4 } as const;

/** Rows as recharts wants them: one a place on the axis, a numbered field a series. */
export function rowsOf(props: ChartProps): Record<string, string | number | null>[] {
  return props.labels.map((label, at) => ({
    label,
    ...Object.fromEntries(props.series.map((one, index) => [`s${index}`, one.values[at] ?? null])),
  }));
}

export function colourOf(series: Series, index: number): string {
  return COLOURS[series.tone ?? (index === 0 ? "main" : "second")];
}
