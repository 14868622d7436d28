import { randomUUID } from "node:crypto";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan, type PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { COUNTY, type Office, type PersonName, TOWNSHIP } from "./office.ts";

const OTHER_TOWNSHIP_OF_COUNTY = "420506100";

/** Adds deputies and firms of the office's county, so that plans have something to choose from; returns their ids. */
export async function addProgramme(
  office: Office,
  { deputies, firms }: { deputies: number; firms: number },
): Promise<{ deputyIds: number[]; firmIds: number[] }> {
  const { owner } = office;
  const [place] = await owner<{ code: string }[]>`
    select township_code as code from townships where county_code = ${COUNTY} and township_code <> ${TOWNSHIP}
    order by township_code limit 1`;
  const other = place?.code ?? OTHER_TOWNSHIP_OF_COUNTY;
  const people = await owner<{ deputy_id: number }[]>`
    insert into deputies (name, search_text, card_no, level, county_code, township_code, created_at)
    select '代表' || n, '代表' || n, 'P' || n, 'township', ${COUNTY}, case when n % 2 = 0 then ${TOWNSHIP} else ${other} end, now()
    from generate_series(1, ${deputies}) n returning deputy_id`;
  const places = await owner<{ firm_id: number }[]>`
    insert into firms (uscc, name, search_text, county_code, township_code, size_class, in_programme, created_at)
    select '91420506MB' || lpad(n::text, 8, '0'), '方案测试' || n || '号企业', '方案测试' || n || '号企业', ${COUNTY},
      case when n % 3 = 0 then ${other} else ${TOWNSHIP} end, 'small', true, now()
    from generate_series(1, ${firms}) n returning firm_id`;
  return {
    deputyIds: people.map((row) => row.deputy_id),
    firmIds: places.map((row) => row.firm_id),
  };
}

type Asked = Parameters<typeof draftPlan>[2];

/** Drafts a plan in this thread and shows it. */
export async function drafted(
  office: Office,
  who: PersonName | "system" = "county",
  input: Partial<Asked> = {},
): Promise<PlanPage> {
  const asked = { countyCode: COUNTY, mode: "repair" as const, ...input };
  const made = await draftPlan(office.ctx(who), randomUUID(), asked, computeHere);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const plan = await findPlan(office.ctx(who), made.value.planId, null);
  if (!plan) throw new Error("the draft is out of its author's scope");
  return plan;
}

/** Drafts and publishes; returns the plan as published. */
export async function published(
  office: Office,
  who: PersonName = "county",
  input: Partial<Asked> = {},
): Promise<PlanPage> {
  const plan = await drafted(office, who, input);
  const { planId, version } = plan;
  const result = await publishPlan(office.ctx(who), randomUUID(), { planId, version, reason: "测试发布" });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return (await findPlan(office.ctx(who), planId, null)) ?? plan;
}

/** Whoever is a firm's liaison now, by firm. */
export async function liaisons(office: Office): Promise<Map<number, number>> {
  const rows = await office.owner<{ firm_id: number; deputy_id: number }[]>`
    select firm_id, deputy_id from pairings where ended_on is null order by firm_id`;
  return new Map(rows.map((row) => [row.firm_id, row.deputy_id]));
}
