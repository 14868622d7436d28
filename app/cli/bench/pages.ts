/** Lists that the floor can show too. */
export type FloorList = "firms" | "deputies" | "issues";

/** A page that is measured: who asks for it, where, and what it must keep. */
export type Page = {
  name: string;
  group: "lists" | "records" | "work";
  /** Member of the cast that signs in. */
  persona: string;
  /** One address, or the records to be found as links on it: `{ on, like }` takes up to twenty of them in turn. */
  at: string | { on: string; like: RegExp };
  limitP95: number;
  /** A list of fifty rows: compared with the floor and held to the size of a list. */
  floor?: FloorList;
  /** The row of the first page of the same list, which a last page may exceed by half. */
  first?: string;
};

/** Limits of pages in milliseconds, at eight connections and fewer. Source: the issues on the walking programme, on contacts, on issues and on the desk. */
const LIST_MS = 150;
const RECORD_MS = 150;
const ISSUE_MS = 100;
const DUE_MS = 100;

const list = (
  name: string,
  at: string,
  floor: FloorList,
  persona = "city_supervisor",
  first?: string,
): Page => ({
  name,
  group: "lists",
  persona,
  at,
  limitP95: LIST_MS,
  floor,
  first,
});
const record = (name: string, persona: string, on: string, like: RegExp, limitP95 = RECORD_MS): Page => ({
  name,
  group: "records",
  persona,
  at: { on, like },
  limitP95,
});
const work = (name: string, persona: string, at: string, limitP95 = LIST_MS): Page => ({
  name,
  group: "work",
  persona,
  at,
  limitP95,
});

const ISSUE = /\/issues\/\d+/g;

export const PAGES: readonly Page[] = [
  list("firms first", "/firms", "firms"),
  list("firms last", "/firms?page=last", "firms", undefined, "firms first"),
  list("firms of a county", "/firms", "firms", "county_supervisor"),
  list("firms filtered", "/firms?county=420506&programme=in&sort=contact", "firms"),
  list("firms by words", "/firms?q=%E5%BB%BA%E6%9D%90", "firms"),
  list("firms by pinyin", "/firms?q=jiancai", "firms"),
  list("deputies first", "/deputies", "deputies"),
  list("deputies last", "/deputies?page=last", "deputies", undefined, "deputies first"),
  list("issues first", "/issues", "issues"),
  list("issues last", "/issues?page=last", "issues", undefined, "issues first"),
  list("issues overdue", "/issues?set=overdue", "issues"),
  list("issues by due", "/issues?sort=due", "issues"),
  list("issues closed last", "/issues?set=closed&page=last", "issues"),
  list("issues of a county", "/issues", "issues", "county_supervisor"),
  list("issues of a unit", "/issues", "issues", "handler"),
  record("firm record", "city_supervisor", "/firms", /\/firms\/\d+/g),
  record("deputy record", "city_supervisor", "/deputies", /\/deputies\/\d+/g),
  record("issue page", "city_supervisor", "/issues?state=handling", ISSUE, ISSUE_MS),
  record("issue page of a unit", "handler", "/issues", ISSUE, ISSUE_MS),
  record("issue with proposals", "city_supervisor", "/issues?set=to_triage", ISSUE),
  work("desk of the city", "city_supervisor", "/desk"),
  work("desk of a county", "county_supervisor", "/desk"),
  work("today", "deputy", "/today"),
  work("visits overdue", "city_supervisor", "/visits", DUE_MS),
  work("visits due soon", "county_supervisor", "/visits?list=due_soon", DUE_MS),
  work("visits of a township", "station_clerk", "/visits", DUE_MS),
  work("contact form", "deputy", "/contacts/new"),
  work("plans", "city_supervisor", "/plans"),
];
