import { sql } from "drizzle-orm";

/** An issue's place by what is due, on `issues`; without a due instant it stands last. Indexed in these very words. */
export const DUE_ORDER = sql`coalesce(issues.next_due_at, '9999-12-31T00:00:00Z'::timestamptz)`;

/** An issue's place on the desk, on `issues`: the highest level first, those not on the ladder last. Indexed in these very words. */
export const LEVEL_ORDER = sql`-coalesce(issues.level, -1)`;
