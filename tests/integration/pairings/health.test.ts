import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HEALTH_SETS } from "#app/domain/plan/health.ts";
import { readDeputyList } from "#app/features/deputies/deputy-filters.schema.ts";
import { listDeputies } from "#app/features/deputies/list-deputies.query.server.ts";
import { getHealth } from "#app/features/pairings/health/get-health.query.server.ts";
import { readHealthList } from "#app/features/pairings/health/health.schema.ts";
import { listHealthFirms } from "#app/features/pairings/health/list-health-firms.query.server.ts";
import { COUNTY, type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { addProgramme, drafted, published } from "#tests/support/programme.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await addProgramme(office, { deputies: 30, firms: 80 });
  await published(office);
  const { owner, firms, deputies } = office;
  await owner`update deputies set state = 'left' where deputy_id = ${deputies.deputy}`;
  await owner`update pairings set contact_due_on = '2026-11-23' where firm_id in (
    select firm_id from firms where county_code = ${COUNTY} order by firm_id limit 17) and ended_on is null`;
  // One of the seventeen is due today, and today is still in time.
  await owner`update pairings set contact_due_on = '2026-11-24' where firm_id = ${firms.farm}`;
  for (const [number, firm, confidentiality] of [
    ["H1", firms.shop, "open"],
    ["H2", firms.shop, "open"],
    ["H3", firms.mill, "sealed"],
  ] as const) {
    const [issue] = await owner`
      insert into issues (number, state, confidentiality, county_code, raiser_kind, title, first_spoken_at, submitted_at)
      values (${number}, 'submitted', ${confidentiality}, ${COUNTY}, 'deputy', '诉求', now(), now()) returning issue_id`;
    await owner`
      insert into issue_parties (issue_id, confidentiality, firm_id, deputy_id, title, words)
      values (${issue!.issue_id}, ${confidentiality}, ${firm}, ${deputies.deputy}, '诉求', '原话')`;
  }
});
afterAll(() => office.close());

const params = (place: Record<string, string>) => new URLSearchParams(place);

describe("pairing health", () => {
  for (const who of ["city", "county"] as const satisfies readonly PersonName[])
    it(`shows the ${who} supervisor numbers that equal their lists, in every place and in all`, async () => {
      const ctx = office.ctx(who);
      const views = [await getHealth(ctx, {}), await getHealth(ctx, { county: COUNTY })];
      for (const { county, rows, total } of views) {
        expect(rows.length).toBeGreaterThan(0);
        for (const set of HEALTH_SETS) {
          const inAll = { set, ...(county ? { county: county.code } : {}) };
          const all = await listHealthFirms(ctx, readHealthList(params(inAll)));
          expect(all.count, `${set} in all`).toBe(total[set]);
          for (const row of rows) {
            const place: Record<string, string> = county
              ? { county: county.code, township: row.code }
              : { county: row.code };
            const list = await listHealthFirms(ctx, readHealthList(params({ set, ...place })));
            expect(list.count, `${set} in ${row.name}`).toBe(row[set]);
            expect(list.rows).toHaveLength(Math.min(50, row[set]));
          }
        }
      }
    });

  it("counts deputies and idle ones as the list of deputies does", async () => {
    const ctx = office.ctx("city");
    const { rows } = await getHealth(ctx, {});
    for (const row of rows) {
      const active = { state: "active", county: row.code };
      expect((await listDeputies(ctx, readDeputyList(params(active)))).total.count).toBe(row.deputies);
      const free = { ...active, free: "yes" };
      expect((await listDeputies(ctx, readDeputyList(params(free)))).total.count).toBe(row.idle);
    }
  });

  it("tells a contact due today from one overdue, and keeps a sealed issue from the county", async () => {
    const overdue = await listHealthFirms(office.ctx("county"), readHealthList(params({ set: "overdue" })));
    expect(overdue.count).toBe(16);
    expect(overdue.rows.map((row) => row.firmId)).not.toContain(office.firms.farm);
    const open = await listHealthFirms(office.ctx("county"), readHealthList(params({ set: "open_issues" })));
    expect(open.rows).toMatchObject([{ firmId: office.firms.shop, openIssues: 2 }]);
    const [county, city] = [
      await getHealth(office.ctx("county"), {}),
      await getHealth(office.ctx("city"), { county: COUNTY }),
    ];
    expect(county.total.silent).toBe(county.total.programme - 1);
    expect(city.total.silent).toBe(city.total.programme - 2);
  });

  it("says where one more place is worth most, from the latest plan over the place", async () => {
    const few = await drafted(office, "county", { mode: "reoptimise" });
    const { plan, rows } = await getHealth(office.ctx("county"), {});
    expect(plan?.planId).toBe(few.planId);
    const best = Math.max(...(few.figures?.worth ?? []).map((row) => row.worth));
    expect(Math.max(...rows.map((row) => row.worth ?? 0))).toBe(Math.max(0, best));
  });
});
