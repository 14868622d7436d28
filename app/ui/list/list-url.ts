/** Names of the parameters every list understands; a list's own filters use any other name. */
export const LIST_PARAMS = { sort: "sort", after: "after", before: "before", columns: "cols" } as const;
/** `?before=end` asks for the last page. */
export const LAST_PAGE = "end";

/** The query string `search` with some parameters set, or removed where null; empty values never stay. */
export function withParams(search: string, changes: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  for (const [name, value] of [...params]) if (value === "") params.delete(name);
  const text = params.toString();
  return text === "" ? "?" : `?${text}`;
}

/** The same list in another order or filter starts at its first page again. */
export function fromFirstPage(search: string, changes: Readonly<Record<string, string | null>>): string {
  return withParams(search, { ...changes, [LIST_PARAMS.after]: null, [LIST_PARAMS.before]: null });
}

/** Another page of the same list. */
export function atCursor(search: string, cursor: { after: string } | { before: string }): string {
  return withParams(search, { [LIST_PARAMS.after]: null, [LIST_PARAMS.before]: null, ...cursor });
}

export type Sort = { key: string; descending: boolean };

/** `sort=name` or `sort=-name`. */
export function readSort(search: string, fallback: Sort): Sort {
  const value = new URLSearchParams(search).get(LIST_PARAMS.sort);
  if (value === null || value === "" || value === "-") return fallback;
  return value.startsWith("-")
    ? { key: value.slice(1), descending: true }
    : { key: value, descending: false };
}

/** Keys of the columns to show: those asked for (`cols=a&cols=b`), else the list's own. */
export function readColumns(search: string, fallback: readonly string[]): readonly string[] {
  const asked = new URLSearchParams(search).getAll(LIST_PARAMS.columns);
  return asked.length === 0 ? fallback : asked;
}
