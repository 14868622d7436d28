import { sql } from "drizzle-orm";
import { type Ctx, readRows, readTogether, readTx } from "#db/client.ts";
import { issueScope, oneIssueScope } from "#db/views/issue.scope.ts";
import { limited } from "#db/views/keyset.ts";

/** What the forms of an issue offer: units it may go to, suggested ones first, and the categories. */
export type IssueFormChoices = {
  units: { departmentId: number; name: string; suggested: boolean }[];
  categories: { categoryCode: string; name: string; nameEn: string; usual: string }[];
  /** Who consented to the county's last transfer; empty when nobody has lately. */
  consentedBy: string;
};
/** Among so many of the latest consents the county's own is looked for. */
const LATEST_CONSENTS = 200;

/** What of the choices a form's fields ask for. */
const UNIT_FIELDS = ["departmentId", "coHandlers"];
const CATEGORY_FIELDS = ["categoryCode"];
const CONSENT_FIELDS = ["consentedBy"];

/**
 * What the forms with these fields choose from. The units are those of the issue's county and of the city; those routed by category come
 * first (the county's own before the city's). Units and consent are empty for an issue outside the actor's scope.
 */
export async function listFormChoices(
  ctx: Ctx,
  issueId: number,
  fields: readonly string[],
): Promise<IssueFormChoices> {
  const asks = (names: readonly string[]) => names.some((name) => fields.includes(name));
  const scope = oneIssueScope(ctx.actor);
  const [units, categories, [consent]] = await readTogether<
    [IssueFormChoices["units"][number], IssueFormChoices["categories"][number], { by: string }]
  >(ctx, [
    asks(UNIT_FIELDS)
      ? sql`
          select d.department_id as "departmentId", d.name, r.rank is not null as suggested
          from issues join departments d on d.active and (d.county_code is null or d.county_code = issues.county_code)
          left join category_routes r on r.category_code = issues.category_code
            and r.department_id = coalesce(d.counterpart_id, d.department_id)
          where issues.issue_id = ${issueId} and ${scope}
          order by r.rank nulls last, d.county_code nulls last, d.sort`
      : null,
    asks(CATEGORY_FIELDS)
      ? sql`
          select category_code as "categoryCode", name, name_en as "nameEn", default_confidentiality as usual
          from categories where active order by category_code`
      : null,
    asks(CONSENT_FIELDS)
      ? sql`
          select latest.consented_by as by
          from (select * from issue_consents order by consent_id desc limit ${limited(LATEST_CONSENTS)}) latest
            join issues of_same on of_same.issue_id = latest.issue_id join issues on issues.issue_id = ${issueId}::integer
          where of_same.county_code = issues.county_code and ${scope} order by latest.consent_id desc limit 1`
      : null,
  ]);
  return { units, categories, consentedBy: consent?.by ?? "" };
}

/** Who consented to the latest transfer among the actor's issues; empty when nobody has lately. */
export async function findLastConsent(ctx: Ctx): Promise<string> {
  const [consent] = await readRows<{ by: string }>(
    ctx,
    sql`select latest.consented_by as by
      from (select * from issue_consents order by consent_id desc limit ${limited(LATEST_CONSENTS)}) latest
        join issues using (issue_id)
      where ${issueScope(ctx.actor)} order by latest.consent_id desc limit 1`,
  );
  return consent?.by ?? "";
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
