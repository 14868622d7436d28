import { useId } from "react";
import css from "./two-clock-bar.module.css";

/**
 * One issue's two clocks on one axis of time. All numbers are days (fractions allowed) since the firm first
 * spoke; the caller takes them from the domain.
 */
export type TwoClocks = {
  /** Now, or the day the matter ended: length of the firm's wall clock, which never stops. */
  now: number;
  department: null | {
    /** The day it was dispatched. */
    start: number;
    /** The day its time is used up, as things stand. */
    due: number;
    /** Spans in which its clock stood still. */
    pauses: readonly { from: number; to: number }[];
    /** The day it answered, if it did: its bar ends there. */
    end?: number;
  };
};

const WIDTH = 320;
const HEIGHTS = { full: 34, compact: 18 } as const;

/**
 * The two-clock bar: above, the department's time used of its time, pauses hatched, overdue in red; below, the
 * firm's wall clock since it first spoke. `text` says the same to whoever cannot see it; the two labels are
 * printed below the bar unless `compact`.
 */
export function TwoClockBar(props: {
  clocks: TwoClocks;
  text: string;
  compact?: boolean;
  departmentLabel?: string;
  firmLabel?: string;
}) {
  const { now, department } = props.clocks;
  const hatch = useId();
  const height = props.compact ? HEIGHTS.compact : HEIGHTS.full;
  const bar = props.compact ? 8 : 16;
  const span = Math.max(now, department?.due ?? 0, 1) * 1.02;
  const x = (day: number) => Math.round((Math.min(Math.max(day, 0), span) / span) * WIDTH * 10) / 10;
  const box = (from: number, to: number, top: number, tall: number) =>
    `M${x(from)} ${top}h${Math.max(0, Math.round((x(to) - x(from)) * 10) / 10)}v${tall}h${-Math.max(0, Math.round((x(to) - x(from)) * 10) / 10)}z`;
  const upper = props.compact ? 1 : 3;
  const lower = upper + bar + (props.compact ? 3 : 5);
  const end = department === null ? 0 : (department.end ?? now);
  const used = department === null ? 0 : Math.min(end, department.due);
  return (
    <div className={props.compact ? css.compact : css.full}>
      <svg className={css.bar} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={props.text}>
        {department === null ? null : (
          <>
            <defs>
              <pattern
                id={hatch}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <path className={css.hatchGround} d="M0 0h5v5H0z" />
                <path className={css.hatch} d="M0 0h2v5H0z" />
              </pattern>
            </defs>
            <path className={css.left} d={box(department.start, department.due, upper, bar)} />
            <path className={css.used} d={box(department.start, used, upper, bar)} />
            {end > department.due ? (
              <path className={css.over} d={box(department.due, end, upper, bar)} />
            ) : null}
            {department.pauses.map((pause) => (
              <path
                key={pause.from}
                fill={`url(#${hatch})`}
                d={box(pause.from, Math.min(pause.to, end), upper, bar)}
              />
            ))}
            <path className={css.due} d={`M${x(department.due)} ${upper - 1}v${bar + 2}`} />
          </>
        )}
        <path className={css.wall} d={`M1 ${lower + 2}H${Math.max(x(now), 2)}`} />
        <circle className={css.tip} cx={Math.max(x(now), 3)} cy={lower + 2} r={props.compact ? 2.5 : 3.5} />
      </svg>
      {props.compact || props.departmentLabel === undefined ? null : (
        <p className={css.labels} aria-hidden="true">
          <span>{props.departmentLabel}</span>
          <span>{props.firmLabel}</span>
        </p>
      )}
    </div>
  );
}
