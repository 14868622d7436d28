import { eq } from "drizzle-orm";
import type { Confidentiality } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { issues } from "#db/schema/issues.ts";
import type { Decided } from "./run-issue-command.server.ts";

/**
 * What everybody who may see the issue reads. Open: the firm's own words, unless the supervisor words it better. Shielded or sealed: only
 * what the supervisor has written for the unit, never the firm's words; without it the command is refused.
 */
export async function setWording(
  { tx, issue }: Decided,
  confidentiality: Confidentiality,
  form: { title: string; wording: string },
): Promise<Result<true>> {
  const open = confidentiality === "open";
  if (!open && (form.title === "" || form.wording === "")) {
    const field = form.title === "" ? "title" : "wording";
    return refuse("common.invalid", { field }, field);
  }
  const title = form.title || issue.parties?.title || issue.title;
  const wording = form.wording || issue.parties?.words;
  await tx
    .update(issues)
    .set(open ? { title, wording: wording ?? "" } : { title: form.title, wording: form.wording })
    .where(eq(issues.issueId, issue.issueId));
  return ok(true);
}
