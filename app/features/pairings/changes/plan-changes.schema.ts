import { z } from "zod";
import { CHANGE_REASONS } from "#app/domain/plan/states.ts";
import { rowId } from "#app/platform/shapes.ts";

const word = (max: number) => z.string().max(max).optional().catch(undefined);
const id = rowId.optional().catch(undefined);

const changesSchema = z.object({
  q: word(100),
  why: z.enum(CHANGE_REASONS).optional().catch(undefined),
  county: word(12),
  township: word(12),
  deputy: id,
  after: id,
  before: id,
  page: z.enum(["last"]).optional().catch(undefined),
});

/** Which changes of a plan to show: filters and place in the list, as the address says them. */
export type ChangeList = z.output<typeof changesSchema>;

/** Reads the list from the address; what makes no sense is left out. */
export function readChangeList(params: URLSearchParams): ChangeList {
  return changesSchema.parse(Object.fromEntries([...params].filter(([, value]) => value !== "")));
}

/** Whether any filter is set. */
export function isFiltered(list: ChangeList): boolean {
  return Boolean(list.q ?? list.why ?? list.county ?? list.township ?? list.deputy);
}
