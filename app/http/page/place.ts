/** What the shell shows of a place; who else sees it does not cross the wire. */
export type Place = { to: string; label: string; icon: string; whole?: true };

/** A place in few letters, as it stands in every page: its address, then its word and its icon where they are not the same, then `!` where it is loaded whole. */
export function packPlace({ to, label, icon, whole }: Place): string {
  const path = to.slice(1);
  const word = label.slice("nav.".length);
  return [path, word === path ? "" : word, icon === word ? "" : icon, whole ? "!" : ""].join(" ").trimEnd();
}

/** The place that `packPlace` packed. */
export function unpackPlace(packed: string): Place {
  const [path = "", named, drawn, whole] = packed.split(" ");
  const word = named || path;
  return {
    to: `/${path}`,
    label: `nav.${word}`,
    icon: drawn || word,
    whole: whole === "!" ? true : undefined,
  };
}
