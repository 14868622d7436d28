import css from "./ladder-mark.module.css";

const STEPS = [0, 1, 2, 3, 4, 5] as const;

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
  return (
    <span className={props.compact ? css.compact : css.full}>
      <svg className={css.mark} viewBox="0 0 62 30" role="img" aria-label={props.text}>
        {STEPS.map((step) => {
          const height = 5 + step * 4.6;
          const state =
            level !== null && step <= level
              ? step === 0
                ? css.yellow
                : css.red
              : step === gate
                ? css.gate
                : css.open;
          return (
            <rect
              key={step}
              className={state}
              x={1 + step * 10.2}
              y={29 - height}
              width="8.6"
              height={height}
              rx="1"
            />
          );
        })}
      </svg>
      {props.holder === undefined ? null : <span className={css.holder}>{props.holder}</span>}
    </span>
  );
}
