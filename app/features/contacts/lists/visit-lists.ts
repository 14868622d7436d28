/** What an office watches over: pairs whose contact is overdue or due soon, visits where nobody was met, firms that were only named. */
export const VISIT_LISTS = ["overdue", "due_soon", "review", "unknown"] as const;
export type VisitList = (typeof VISIT_LISTS)[number];

/** Who watches: those who look into a visit in vain, and their supervisors. */
export const VISIT_WATCHERS = [
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
] as const;

/** The list and page an address asks for; whatever it can't read is left out. */
export function readVisitList(params: URLSearchParams): {
  list: VisitList;
  page: { after?: number; before?: number; last?: boolean };
} {
  const id = (name: string) => {
    const value = Number(params.get(name));
    return Number.isSafeInteger(value) && value > 0 && value <= 2_147_483_647 ? value : undefined;
  };
  const list = VISIT_LISTS.find((one) => one === params.get("list")) ?? "overdue";
  return { list, page: { after: id("after"), before: id("before"), last: params.get("page") === "last" } };
}
