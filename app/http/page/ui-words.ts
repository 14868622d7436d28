import type { Translator } from "#app/i18n/translator.ts";

/** The sentences that primitives of `ui` need, in one language. */
export function uiWords(t: Translator) {
  return {
    filter: t("list.filter"),
    applyFilters: t("list.apply"),
    clearFilters: t("list.clear"),
    columns: t("list.columns"),
    applyColumns: t("list.applyColumns"),
    first: t("list.first"),
    previous: t("list.previous"),
    next: t("list.next"),
    last: t("list.last"),
    pages: t("list.pages"),
    search: t("common.search"),
    optional: t("common.optional"),
    working: t("common.working"),
    close: t("common.close"),
    more: t("common.more"),
    unfold: t("common.unfold"),
    fold: t("common.fold"),
    selectAll: t("list.selectAll"),
    selectRow: (row: string) => t("list.selectRow", { row }),
    selected: (count: number) => t("list.selected", { count }),
    sortBy: (column: string) => t("list.sortBy", { column }),
    errorPrefix: t("form.errorPrefix"),
    errorTitle: (title: string) => t("common.errorTitle", { title }),
    errorSummary: (count: number) => t("form.errorSummary", { count }),
  };
}
