import { sql } from "drizzle-orm";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** What the forms of an issue offer: units it may go to, suggested ones first, and the categories. */
export type IssueFormChoices = {
  units: { departmentId: number; name: string; suggested: boolean }[];
  categories: { categoryCode: string; name: string; nameEn: string; usual: string }[];
  /** Who consented to the county's last transfer; empty when nobody has lately. */
  consentedBy: string;
};
/** No forms, no choices. */
export const NO_FORM_CHOICES: IssueFormChoices = { units: [], categories: [], consentedBy: "" };
/** Among so many of the latest consents the county's own is looked for. */
const LATEST_CONSENTS = 200;

/**
 * The units of the issue's county and of the city; those routed by category come first (the county's own before the city's). Empty for
 * an issue outside the actor's scope.
 */
export function listFormChoices(ctx: Ctx, issueId: number | null): Promise<IssueFormChoices> {
  return readTx(ctx, async (tx) => {
    const units = issueId
      ? await tx.execute<IssueFormChoices["units"][number]>(sql`
          select d.department_id as "departmentId", d.name, r.rank is not null as suggested
          from issues join departments d on d.active and (d.county_code is null or d.county_code = issues.county_code)
          left join category_routes r on r.category_code = issues.category_code
            and r.department_id = coalesce(d.counterpart_id, d.department_id)
          where issues.issue_id = ${issueId} and ${issueScope(ctx.actor)}
          order by r.rank nulls last, d.county_code nulls last, d.sort`)
      : [];
    const categories = await tx.execute<IssueFormChoices["categories"][number]>(sql`
      select category_code as "categoryCode", name, name_en as "nameEn", default_confidentiality as usual
      from categories where active order by category_code`);
    const [consent] = await tx.execute<{ by: string }>(sql`
      select latest.consented_by as by
      from (select * from issue_consents order by consent_id desc limit ${LATEST_CONSENTS}) latest
        join issues of_same on of_same.issue_id = latest.issue_id join issues on issues.issue_id = ${issueId}::integer
      where of_same.county_code = issues.county_code and ${issueScope(ctx.actor)} order by latest.consent_id desc limit 1`);
    return { units: [...units], categories: [...categories], consentedBy: consent?.by ?? "" };
  });
}

/** The units that a dispatcher of a county (null: of the city) assigns to: the county's own first, then the city's. */
export function listUnits(
  ctx: Ctx,
  countyCode: string | null,
): Promise<{ departmentId: number; name: string }[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<{ departmentId: number; name: string }>(sql`
      select department_id as "departmentId", name from departments
      where active and kind not in ('court', 'prosecutor') and (county_code is null or county_code = ${countyCode}::text)
      order by county_code nulls last, sort`);
    return [...rows];
  });
}
