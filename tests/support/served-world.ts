import { join } from "node:path";
import postgres from "postgres";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { inviteAdministrator } from "#app/features/accounts/one-time-link.command.server.ts";
import { judgeImport } from "#app/features/imports/judge-import.command.server.ts";
import { uploadImport } from "#app/features/imports/upload-import.command.server.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { createMetrics } from "#app/http/metrics.server.ts";
import { createApp, listen } from "#app/http/server.ts";
import { createAuth } from "#app/http/session/session.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { createLogger } from "#app/platform/logger.ts";
import { type Ctx, databaseClock } from "#db/client.ts";
import { seedReference } from "#db/seed/reference/seed-reference.ts";
import type { PersonaKey } from "#db/seed/world/cast.ts";
import { demoCode } from "#db/seed/world/messages.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import { cloneDatabase } from "./postgres.ts";
import { loadTestBuild } from "./served-office.ts";

/** The demonstration world in small, with its cast signed in, an import to look at and an unused invitation. */
export type ServedWorld = {
  /** The context in which the world's jobs run; its server runs none by itself. */
  ctx: Ctx;
  origin: string;
  /** Cookies of a member of the cast; none for somebody who is not signed in. */
  cookiesOf: (who: PersonaKey | "anonymous") => Promise<Record<string, string>>;
  /** Token of a one-time link that nobody has used. */
  invitation: string;
  /** Token of the code of a station. */
  code: string;
  close: () => Promise<void>;
};

/** The day after which the small world's history ends, and the instant its server shows. */
const TODAY = "2026-11-24";
const NOW = `${TODAY}T02:00:00.000Z`;
const SCALE = 0.03;

/** A list with one new firm and one whose code is wrong. */
const LIST = `企业名称,统一社会信用代码,所属县市区
宜昌乙山测试有限公司,91420500MA49F8EK0D,宜都市
宜昌丙山测试有限公司,91420500MA49F8EK0X,宜都市`;

async function addImport(ctx: Ctx): Promise<void> {
  const file = { name: "企业名单.csv", bytes: new TextEncoder().encode(LIST) };
  const taken = await uploadImport(ctx, { key: crypto.randomUUID(), kind: "firms", file, countyCode: null });
  if (taken.ok) await judgeImport(ctx, taken.value.importId);
}

/** Makes the world and serves it with the built server. */
export async function serveWorld(): Promise<ServedWorld> {
  const database = await cloneDatabase({
    key: "small_world",
    insertOnly: INSERT_ONLY,
    async fill(urls) {
      const owner = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
      await seedReference(owner);
      await seedWorld(owner, { seed: "test", today: TODAY, scale: SCALE });
      await owner.end();
    },
  });
  const db = openDatabase({ url: database.appUrl, poolSize: 6 });
  const offset = Date.parse(NOW) - Date.now();
  const clock = databaseClock(db, () => offset);
  const ctx: Ctx = { db, clock, actor: SYSTEM };
  await addImport(ctx);
  const invited = await inviteAdministrator(ctx, "管理员");
  if (!invited.ok) throw new Error(invited.error.code);

  const log = createLogger("error");
  const auth = createAuth(db, clock, false);
  const app = createApp({
    services: { db, clock, auth, log, world: "demo", origin: "http://liaison.test", wakeSweep: () => {} },
    build: await loadTestBuild(),
    metrics: createMetrics(),
    clientFolder: join(process.cwd(), "build", "client"),
    trustProxy: 0,
  });
  const server = await listen(app, 0, "127.0.0.1");
  const owner = postgres(database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  const cast = await owner<{ persona: PersonaKey; user_id: number; grant_id: number; role: Role }[]>`
    select persona, user_id, grant_id, role from personas join role_grants using (grant_id)`;
  await owner.end();
  return {
    ctx,
    origin: `http://127.0.0.1:${server.port}`,
    invitation: invited.value.token,
    code: demoCode("test", "station 1"),
    async cookiesOf(who) {
      const row = cast.find((one) => one.persona === who);
      if (!row) return {};
      const grant = { userId: row.user_id, grantId: row.grant_id, role: row.role };
      const cookie = (await auth.open(grant, "test")).split(";")[0] ?? "";
      const at = cookie.indexOf("=");
      return { [cookie.slice(0, at)]: cookie.slice(at + 1) };
    },
    async close() {
      await server.stop();
      await db.close();
      await database.drop();
    },
  };
}
