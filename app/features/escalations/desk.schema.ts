import { z } from "zod";

/** Search params of the desk: the set shown and the page's position; anything else falls back to what is unresolved and overdue. */
export const deskSearch = z.object({
  set: z.string().max(32).optional().catch(undefined),
  after: z.string().max(80).nullable().default(null).catch(null),
});
