import { z } from "zod";
import type { Role } from "#app/domain/access/roles.ts";
import { ISSUE_STATES } from "#app/domain/issue/states.ts";
import { ISSUE_SETS } from "#app/domain/supervision/sets.ts";

const anchor = z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined);
const code = z
  .string()
  .regex(/^[0-9A-Z]{1,12}$/)
  .optional()
  .catch(undefined);

const shape = z.object({
  set: z.enum(ISSUE_SETS).optional().catch(undefined),
  state: z.enum(ISSUE_STATES).optional().catch(undefined),
  category: code,
  county: code,
  department: anchor,
  firm: anchor,
  /** Rows can be ticked. */
  select: z.enum(["yes"]).optional().catch(undefined),
  /** The rarer filters too. */
  more: z.enum(["yes"]).optional().catch(undefined),
  mine: z.enum(["1"]).optional().catch(undefined),
  q: z
    .string()
    .max(100)
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value))
    .transform((value) => value.trim())
    .optional()
    .catch(undefined)
    .transform((value) => value || undefined),
  tag: z
    .string()
    .max(20)
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value))
    .optional()
    .catch(undefined)
    .transform((value) => value || undefined),
  sort: z.enum(["due", "newest"]).optional().catch(undefined),
  after: anchor,
  before: anchor,
  page: z.enum(["last"]).optional().catch(undefined),
});

/** The list of issues in its address. */
export type IssueList = Omit<z.output<typeof shape>, "set" | "sort"> & {
  set: (typeof ISSUE_SETS)[number];
  sort: "due" | "newest";
};

/** What a role looks at first: its own work, the most urgent first. */
const FIRST_LOOK: Partial<Record<Role, Pick<IssueList, "set" | "sort">>> = {
  handler: { set: "open", sort: "due" },
  department_head: { set: "open", sort: "due" },
  county_dispatcher: { set: "to_assign", sort: "due" },
  city_dispatcher: { set: "to_assign", sort: "due" },
};

/** Sets in which the day counts, so that the longest due comes first. */
const BY_DUE: readonly IssueList["set"][] = ["overdue", "due_soon"];

/** Reads the list's address; what it says wrongly is left out, what it does not say is the role's first look. */
export function readIssueList(params: URLSearchParams, role: Role): IssueList {
  const list = shape.parse(Object.fromEntries(params));
  const first = FIRST_LOOK[role] ?? { set: "open", sort: "newest" };
  const set = list.set ?? first.set;
  return { ...list, set, sort: list.sort ?? (BY_DUE.includes(set) ? "due" : first.sort) };
}
