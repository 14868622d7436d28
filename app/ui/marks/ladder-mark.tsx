import css from "./ladder-mark.module.css";

const STEPS = [0, 1, 2, 3, 4, 5] as const;

/** The outline of some steps, in whole units: fifty of these marks must not weigh down a list. */
function stairs(steps: readonly number[]): string {
  return steps.map((step) => `M${1 + step * 10} 29v-${5 + step * 4}h8v${5 + step * 4}z`).join("");
}

/**
 * The ladder: six steps, the reached ones filled (yellow light first, then red), the open gate outlined, and who
 * stands on the step reached. `level` null = not on the ladder. `text` says it in words.
 */
export function LadderMark(props: {
  level: number | null;
  /** The step whose gate waits for a person's decision. */
  gate?: number | null;
  text: string;
  /** Who is answerable on the step reached; printed beside the mark. */
  holder?: string;
  compact?: boolean;
}) {
  const { level, gate = null } = props;
  const reached = STEPS.filter((step) => level !== null && step <= level);
  const open = STEPS.filter((step) => !reached.includes(step) && step !== gate);
  const parts = [
    { look: css.yellow, steps: reached.slice(0, 1) },
    { look: css.red, steps: reached.slice(1) },
    { look: css.gate, steps: gate === null || reached.some((step) => step === gate) ? [] : [gate] },
    { look: css.open, steps: open },
  ];
  return (
    <span className={props.compact ? css.compact : css.full}>
      <svg className={css.mark} viewBox="0 0 60 30" role="img" aria-label={props.text}>
        {parts.map(({ look, steps }) =>
          steps.length === 0 ? null : <path key={look} className={look} d={stairs(steps)} />,
        )}
      </svg>
      {props.holder === undefined ? null : <span className={css.holder}>{props.holder}</span>}
    </span>
  );
}
