import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import css from "./frame.module.css";

/** One curve or set of bars; every point has its place on the shared axis. */
export type Series = { name: string; values: readonly (number | null)[]; tone?: "main" | "second" | "alarm" };

export type ChartProps = {
  /** What is shown, with its unit; heads the chart and its table. */
  title: string;
  /** Name of the axis' entries, for the head of the table: “月份”. */
  axis: string;
  labels: readonly string[];
  series: readonly Series[];
  /** Things that happened, drawn as thin lines with words; `at` is the place on the axis. */
  events?: readonly { at: number; label: string }[];
  format?: (value: number) => string;
  /** Opens the table below the chart. */
  tableLabel: string;
  height?: 200 | 280 | 360;
};

/** The same figures as a table: for readers who cannot see the chart, without script, and on paper. */
function Twin(props: ChartProps) {
  const format = props.format ?? String;
  return (
    <table className={css.table}>
      <caption className="sr">{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{props.axis}</th>
          {props.series.map((one) => (
            <th scope="col" key={one.name}>
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.labels.map((label, at) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {props.series.map((one) => {
              const value = one.values[at];
              return <td key={one.name}>{value === null || value === undefined ? "–" : format(value)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Makes a chart that is drawn in the browser only, in a place of fixed height, above its table. */
export function chartOf(load: () => Promise<{ default: ComponentType<ChartProps> }>) {
  const Drawing = lazy(load);
  return function Chart(props: ChartProps) {
    const [inBrowser, setInBrowser] = useState(false);
    useEffect(() => setInBrowser(true), []);
    const height = props.height ?? 280;
    return (
      <figure className={css.figure}>
        <figcaption>{props.title}</figcaption>
        <div className={css[`h${height}`]} aria-hidden="true" data-noprint>
          {inBrowser ? (
            <Suspense fallback={null}>
              <Drawing {...props} />
            </Suspense>
          ) : null}
        </div>
        <details className={css.twin}>
          <summary>{props.tableLabel}</summary>
          <Twin {...props} />
        </details>
        <div className={css.paper}>
          <Twin {...props} />
        </div>
      </figure>
    );
  };
}
