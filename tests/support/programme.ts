import { createHash, randomUUID } from "node:crypto";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan, type PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { solveHere } from "#app/features/pairings/solve-registered.server.ts";
import { COUNTY, type Office, type PersonName, TOWNSHIP } from "./office.ts";
import { hasSharedData, sharedCsv } from "./shared-data.ts";

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

const CITY_FIRMS = "firms/firms_yichang.csv";
const MORE_FIRMS = "firms/firms_hubei_other.csv";
const DEPUTIES = 7_900;

/**
 * The demonstration's shape on real firms, where their data lies beside the project: 29,000 firms placed by a hash of their code,
 * 7,900 deputies spread over the townships, half of them of county level. False where the data is absent.
 */
export async function addRealProgramme(office: Office): Promise<boolean> {
  if (!hasSharedData(MORE_FIRMS)) return false;
  const { owner } = office;
  const townships = await owner<{ township: string; county: string }[]>`
    select township_code as township, county_code as county from townships order by township_code`;
  const placeOf = (uscc: string) =>
    townships[createHash("sha256").update(uscc).digest().readUInt32BE(0) % townships.length]!;
  const firms = [CITY_FIRMS, MORE_FIRMS].flatMap((file) =>
    sharedCsv(file).map((row) => ({ uscc: row.uscc!, name: row.name!, ...placeOf(row.uscc!) })),
  );
  for (let at = 0; at < firms.length; at += 5_000)
    await owner`
      insert into firms (uscc, name, search_text, county_code, township_code, size_class, in_programme, created_at)
      select uscc, name, name, county, township, 'small', true, now()
      from jsonb_to_recordset(${JSON.stringify(firms.slice(at, at + 5_000))}::text::jsonb)
        as t(uscc text, name text, county text, township text) on conflict do nothing`;
  await owner`
    insert into deputies (name, search_text, card_no, level, county_code, township_code, created_at)
    select '代表' || n, '代表' || n, 'R' || n, case when n % 2 = 0 then 'county' else 'township' end, county_code, township_code, now()
    from generate_series(1, ${DEPUTIES}) n
      join (select *, row_number() over (order by township_code) - 1 as at, count(*) over () as all from townships) t
        on t.at = (n / 2) % t.all`;
  await owner`analyze`;
  return true;
}

type Asked = Parameters<typeof draftPlan>[2];

/** Drafts a plan in this thread and shows it. */
export async function drafted(
  office: Office,
  who: PersonName | "system" = "county",
  input: Partial<Asked> = {},
): Promise<PlanPage> {
  const asked = { countyCode: COUNTY, mode: "repair" as const, ...input };
  const made = await draftPlan(office.ctx(who), randomUUID(), asked, solveHere);
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
