/** Names of the parameters every list understands; a list's own filters use any other name. */
export const LIST_PARAMS = {
  sort: "sort",
  direction: "dir",
  after: "after",
  before: "before",
  page: "page",
  columns: "cols",
} as const;

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

const FIRST_PAGE = { [LIST_PARAMS.after]: null, [LIST_PARAMS.before]: null, [LIST_PARAMS.page]: null };

/** The same list in another order or filter starts at its first page again. */
export function fromFirstPage(search: string, changes: Readonly<Record<string, string | null>> = {}): string {
  return withParams(search, { ...FIRST_PAGE, ...changes });
}

/** Another page of the same list: after or before the row of that id, or its last page. */
export function atPage(
  search: string,
  page: { after: number | string } | { before: number | string } | "last",
) {
  const [name, value] = page === "last" ? [LIST_PARAMS.page, "last"] : Object.entries(page)[0]!;
  return withParams(search, { ...FIRST_PAGE, [name]: String(value) });
}

/** The order of a list: `sort=name&dir=desc`; `key` is one of the columns' keys. */
export type Sort = { key: string; descending: boolean };

/** Keys of the columns to show: those asked for (`cols=a&cols=b`), else the list's own. */
export function readColumns(search: string, fallback: readonly string[]): readonly string[] {
  const asked = new URLSearchParams(search).getAll(LIST_PARAMS.columns);
  return asked.length === 0 ? fallback : asked;
}
