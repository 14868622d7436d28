import { sql } from "drizzle-orm";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ContactKind } from "#app/domain/contact/kinds.ts";
import type { IssueState } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { contactScope, firmScope } from "#db/views/firm.scope.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { type Theme, themeOf } from "./themes.query.server.ts";

/** What helps before a talk with a firm; days civil. */
export type Talk = {
  firmId: number;
  name: string;
  /** What it said before, the latest first. */
  said: { contactId: string; happenedOn: string; kind: ContactKind; words: string }[];
  openIssues: { issueId: number; number: string; title: string; state: IssueState }[];
  promises: { issueId: number; body: string; dueOn: string; overdue: boolean }[];
  theme: Theme | null;
};

const SHOWN = { said: 3, issues: 5, promises: 5, characters: 160 };

/** What this firm said before, its open issues, promises that fall due and the theme of the month; only what the actor may see. */
export function getTalk(ctx: Ctx, firmId: number): Promise<Result<Talk>> {
  const { actor } = ctx;
  return readTx(ctx, async (tx, now) => {
    const today = isoDay(dayOf(Date.parse(now)));
    const [firm] = await tx.execute<{ name: string; countyCode: string | null }>(sql`
      select name, county_code as "countyCode" from firms where firm_id = ${firmId} and ${firmScope(actor)}`);
    if (!firm) return refuse("common.not_found", {});
    const said = await tx.execute<Talk["said"][number]>(sql`
      select contacts.contact_id as "contactId", contacts.happened_on::text as "happenedOn", contacts.kind,
        left(coalesce(nullif(internal_note, ''), firm_note), ${SHOWN.characters}) as words
      from contacts join contact_firms cf on cf.contact_id = contacts.contact_id and cf.firm_id = ${firmId}
      where contacts.withdrawn_at is null and contacts.outcome = 'met' and (internal_note <> '' or firm_note <> '')
        and ${contactScope(actor)}
      order by cf.happened_on desc, contacts.contact_no desc limit ${SHOWN.said}`);
    const openIssues = await tx.execute<Talk["openIssues"][number]>(sql`
      select issues.issue_id as "issueId", issues.number, ip.title, issues.state
      from issue_parties ip join issues on issues.issue_id = ip.issue_id
      where ip.firm_id = ${firmId} and issues.state <> 'closed' and ${issueScope(actor)}
      order by issues.issue_id desc limit ${SHOWN.issues}`);
    const promises = await tx.execute<Talk["promises"][number]>(sql`
      select issues.issue_id as "issueId", p.body, p.due_on::text as "dueOn", p.due_on < ${today}::date as overdue
      from promises p join issues on issues.issue_id = p.issue_id join issue_parties ip on ip.issue_id = issues.issue_id
      where ip.firm_id = ${firmId} and p.ended_at is null and ${issueScope(actor)}
      order by p.due_on, p.promise_id limit ${SHOWN.promises}`);
    return ok({
      firmId,
      name: firm.name,
      said: [...said],
      openIssues: [...openIssues],
      promises: [...promises],
      theme: await themeOf(tx, firm.countyCode, today),
    });
  });
}
