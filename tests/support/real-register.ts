import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { Role } from "#app/domain/access/roles.ts";
import { hashPassword } from "#app/platform/passwords.ts";
import { TOWNSHIPS } from "#db/seed/reference/divisions.ts";
import { townshipWeights } from "#db/seed/world/registers/stations.ts";
import { madeUpDeputies } from "./made-up-deputies.ts";
import type { ServedProcess } from "./served-process.ts";

/** The password of every account that the helper makes. */
export const PASSWORD = "a long test password";

/** Where the hash of a firm's USCC puts it, as weighted as the demonstration's firms are. */
export function townshipOf(uscc: string): { countyCode: string; townshipCode: string } {
  const weights = townshipWeights();
  const share = createHash("sha256").update(uscc).digest().readUInt32BE(0) / 2 ** 32;
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return TOWNSHIPS[at === -1 ? TOWNSHIPS.length - 1 : at]!;
}

/** What the journey's helper does beside the screens: all that no screen of this product does in one step. */
export type RealRegister = {
  owner: postgres.Sql;
  /** Places every firm by the hash of its code and takes it into the programme; answers with how many. */
  placeFirms: () => Promise<number>;
  /** Imports 7,900 made-up deputies through the product's own command; answers with how many were added. */
  importDeputies: (today: string) => Promise<number>;
  /** An account that can sign in; answers with its phone. */
  account: (role: Role, scope?: AccountScope) => Promise<{ phone: string; userId: number }>;
  /** Gives a post of the reference data to somebody. */
  fillPost: (post: PostPlace, userId: number) => Promise<void>;
  close: () => Promise<void>;
};

export type AccountScope = { countyCode?: string; departmentId?: number; deputyId?: number; firmId?: number };
export type PostPlace = { body: string; kind: string; countyCode?: string; departmentId?: number };

/** The first day of every grant and post: before any journey begins. */
const SINCE = "2024-01-01";

export function openRealRegister(served: ServedProcess): RealRegister {
  const owner = postgres(served.database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  const folder = mkdtempSync(join(tmpdir(), "liaison-register-"));
  let accounts = 0;
  return {
    owner,
    async placeFirms() {
      const firms = await owner<{ firm_id: number; uscc: string }[]>`select firm_id, uscc from firms`;
      const places = firms.map((firm) => ({ firmId: firm.firm_id, ...townshipOf(firm.uscc) }));
      await owner`
        update firms set county_code = t."countyCode", township_code = t."townshipCode", in_programme = true
        from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as t("firmId" int, "countyCode" text, "townshipCode" text)
        where firm_id = t."firmId"`;
      await owner`analyze firms`;
      return places.length;
    },
    async importDeputies(today) {
      const file = join(folder, "deputies.csv");
      writeFileSync(file, madeUpDeputies(today).csv);
      const { added } = (await served.command(["import", "deputies", file])) as { added: number };
      return added;
    },
    async account(role, { countyCode, departmentId, deputyId, firmId } = {}) {
      accounts += 1;
      const phone = `100000009${String(accounts).padStart(2, "0")}`;
      const [row] = await owner<{ user_id: number }[]>`
        insert into users (name, phone, password_hash, state, created_at)
        values (${`测试账号${accounts}`}, ${phone}, ${await hashPassword(PASSWORD)}, 'active', now()) returning user_id`;
      const userId = row!.user_id;
      await owner`
        insert into role_grants (user_id, role, county_code, department_id, deputy_id, firm_id, started_on, created_at)
        values (${userId}, ${role}, ${countyCode ?? null}, ${departmentId ?? null}, ${deputyId ?? null}, ${firmId ?? null}, ${SINCE}, now())`;
      if (deputyId) await owner`update deputies set user_id = ${userId} where deputy_id = ${deputyId}`;
      return { phone, userId };
    },
    async fillPost({ body, kind, countyCode, departmentId }, userId) {
      const filled = await owner`
        insert into post_holdings (post_id, user_id, started_on, created_at)
        select post_id, ${userId}, ${SINCE}, now() from posts where body = ${body} and kind = ${kind}
          and county_code is not distinct from ${countyCode ?? null}
          and department_id is not distinct from ${departmentId ?? null} returning post_id`;
      if (filled.length !== 1) throw new Error(`${filled.length} posts ${body}/${kind}`);
    },
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await owner.end();
    },
  };
}
