import css from "./ladder-mark.module.css";

const STEPS = [0, 1, 2, 3, 4, 5] as const;

/** The outline of some steps, in whole units. */
function stairs(steps: readonly number[]): string {
  return steps.map((step) => `M${1 + step * 10} 29v-${5 + step * 4}h8v${5 + step * 4}z`).join("");
}

/** The mark of a list: drawn by the style sheet alone over its words, because a list holds fifty of them. */
function CompactMark({ level, gate, text }: { level: number | null; gate: number | null; text: string }) {
  const isGate = gate !== null && (level === null || gate > level);
  const looks = [level === null ? undefined : css[`l${level}`], isGate ? css.gated : undefined];
  return <i className={looks.filter(Boolean).join(" ")}>{text}</i>;
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
  if (props.compact) return <CompactMark level={level} gate={gate} text={props.text} />;
  const reached = STEPS.filter((step) => level !== null && step <= level);
  const open = STEPS.filter((step) => !reached.includes(step) && step !== gate);
  const parts = [
    { look: css.yellow, steps: reached.slice(0, 1) },
    { look: css.red, steps: reached.slice(1) },
    { look: css.gate, steps: gate === null || reached.some((step) => step === gate) ? [] : [gate] },
    { look: css.open, steps: open },
  ];
  return (
    <span className={css.full}>
      <svg className={css.mark} viewBox="0 0 60 30" role="img" aria-label={props.text}>
        {parts.map(({ look, steps }) =>
          steps.length === 0 ? null : <path key={look} className={look} d={stairs(steps)} />,
        )}
      </svg>
      {props.holder === undefined ? null : <span className={css.holder}>{props.holder}</span>}
    </span>
  );
}
