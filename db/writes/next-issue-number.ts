import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { Tx } from "../client.ts";

/** The next number for life 编号, YC2026-000123; a message reserves it for the issue it may become. */
export async function nextIssueNumber(tx: Tx, now: string): Promise<string> {
  const [counted] = await tx.execute<{ no: string }>(sql`select nextval('issue_numbers')::text as no`);
  return `YC${civilDayOf(now).slice(0, 4)}-${counted!.no.padStart(6, "0")}`;
}
