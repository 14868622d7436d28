import { sql } from "drizzle-orm";
import { readPhone } from "#app/domain/register/values/people.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { type Ctx, type Db, read } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";

/** The help line 帮助电话 at the end of every page. */
export type HelpLine = { phone: string; zh: string; en: string; version: number };

const NONE: HelpLine = { phone: "", zh: "", en: "", version: 0 };
/** Every page shows it, so it is kept; another instance's change is seen after so many ms. */
const KEPT_MS = 30_000;
const kept = new WeakMap<Db, { line: HelpLine; readAt: number }>();

/** The help line as it stands, at most half a minute old. */
export async function helpLine(db: Db): Promise<HelpLine> {
  const known = kept.get(db);
  if (known && steadyMs() - known.readAt < KEPT_MS) return known.line;
  const line = await readHelpLine(db);
  kept.set(db, { line, readAt: steadyMs() });
  return line;
}

/** The help line as the database has it now, for whoever changes it. */
export async function readHelpLine(db: Db): Promise<HelpLine> {
  const [row] = await read(db, (tx) =>
    tx.execute<{ value: HelpLine }>(sql`select value from installation where name = 'help_line'`),
  );
  return row?.value ?? NONE;
}

/** Sets the help line. Refuses a phone that is none, and `common.conflict` when somebody changed it since it was read. */
export async function setHelpLine(ctx: Ctx, key: string, line: HelpLine): Promise<Result<HelpLine>> {
  const phone = readPhone(line.phone);
  if (phone.doubt === "invalid") return refuse("register.phone_invalid", {}, "phone");
  const next = { ...line, phone: phone.phone ?? "", version: line.version + 1 };
  const set = await once(ctx, { key, action: "help_line.set", content: line }, async (tx, now) => {
    await tx.execute(sql`
      insert into installation (name, value) values ('help_line', ${JSON.stringify(NONE)}::text::jsonb) on conflict do nothing`);
    const changed = await tx.execute(sql`
      update installation set value = ${JSON.stringify(next)}::text::jsonb
      where name = 'help_line' and (value ->> 'version')::int = ${line.version} returning name`);
    if (changed.length === 0)
      return refuse("common.conflict", { expected: line.version, found: line.version + 1 });
    const audit = { action: "help_line.set", objectKind: "installation" as const, objectId: "help_line" };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok(next);
  });
  if (set.ok) kept.delete(ctx.db);
  return set;
}
