import { chartOf } from "./frame.tsx";

/** Curves over time. */
export const LineChart = chartOf(() => import("./line-drawing.tsx"));
