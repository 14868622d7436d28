import sprite from "./i.svg?url";

export type IconName =
  | "home"
  | "desk"
  | "firm"
  | "person"
  | "people"
  | "pin"
  | "issue"
  | "inbox"
  | "link"
  | "calendar"
  | "import"
  | "export"
  | "chart"
  | "search"
  | "plus"
  | "visit"
  | "edit"
  | "check"
  | "alert"
  | "clock"
  | "back"
  | "next"
  | "down"
  | "filter"
  | "columns"
  | "print"
  | "display"
  | "leave"
  | "shield"
  | "paper"
  | "phone"
  | "flag"
  | "more"
  | "close"
  | "bell"
  | "rules"
  | "key";

/** A line icon from the one sprite; always beside a word, so it stays silent to screen readers. */
export function Icon(props: { name: IconName; size?: 16 | 18 | 20 | 24 }) {
  const { size = 20 } = props;
  return (
    <svg className={size === 20 ? "icon" : `icon i${size}`} aria-hidden="true">
      <use href={`${sprite}#${props.name}`} />
    </svg>
  );
}
