import { chartOf } from "./frame.tsx";

/** Amounts compared, one bar an entry of the axis. */
export const BarChart = chartOf(() => import("./bar-drawing.tsx"));
