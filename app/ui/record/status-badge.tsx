import css from "./status-badge.module.css";

/**
 * The one table of looks: each is a shape and a colour, so that no state is told by colour alone. Features map
 * their states to these names and give the word.
 * `fresh` just arrived · `seen` accepted · `sent` on its way · `work` being handled · `reply` answered ·
 * `promise` dated promise · `done` settled · `shut` ended without the firm's yes · `off` dropped · `pause` clock
 * stopped · `warn` yellow light · `late` overdue or wrong · `good` in order · `rest` inactive
 */
export const LOOKS = [
  "fresh",
  "seen",
  "sent",
  "work",
  "reply",
  "promise",
  "done",
  "shut",
  "off",
  "pause",
  "warn",
  "late",
  "good",
  "rest",
] as const;
export type Look = (typeof LOOKS)[number];

/** A state as icon, word and colour; light enough for fifty rows. `solid` sets it on a tinted ground. */
export function StatusBadge(props: { look: Look; word: string; solid?: boolean }) {
  const name = css[props.look];
  return <span className={props.solid ? `${name} ${css.solid}` : name}>{props.word}</span>;
}
