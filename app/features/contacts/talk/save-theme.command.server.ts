import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import type { ThemeForm } from "./theme.schema.ts";
import { themeCounty } from "./themes.query.server.ts";

type Saved = { month: string };

/**
 * Saves the theme of a month, for the supervisor's county or, by the city supervisor, for the whole city; without `theme` it is taken
 * away. Refuses with `common.conflict` when somebody changed it since it was read (`version` 0 = there was none).
 */
export function saveTheme(
  ctx: Ctx,
  key: string,
  input: { month: string; version: number; theme: Pick<ThemeForm, "title" | "questions"> | null },
): Promise<Result<Saved>> {
  return once(ctx, { key, action: "theme.save", content: input }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const { month, version, theme } = input;
    const countyCode = themeCounty(actor);
    const where = sql`month_on = ${`${month}-01`}::date and county_code is not distinct from ${countyCode}::text`;
    const found = await versionOf(tx, where);
    if (found !== version) return refuse("common.conflict", { expected: version, found });
    if (theme === null) await tx.execute(sql`delete from conversation_themes where ${where}`);
    else {
      const questions = sql`(select coalesce(array_agg(q order by at), '{}') from
        jsonb_array_elements_text(${JSON.stringify(theme.questions)}::text::jsonb) with ordinality as t(q, at))`;
      await tx.execute(
        version === 0
          ? sql`insert into conversation_themes (county_code, month_on, title, questions, edited_by, edited_at, version)
              values (${countyCode}, ${`${month}-01`}::date, ${theme.title}, ${questions}, ${actor.userId}, ${now}, 1)`
          : sql`update conversation_themes set title = ${theme.title}, questions = ${questions}, edited_by = ${actor.userId},
              edited_at = ${now}, version = version + 1 where ${where}`,
      );
    }
    const audit = { action: theme === null ? "theme.removed" : "theme.saved", objectKind: "policy" as const };
    await recordAudit(
      tx,
      actor,
      now,
      { ...audit, objectId: `theme ${countyCode ?? "city"} ${month}` },
      ctx.requestId,
    );
    return ok({ month });
  });
}

/** The version that stands, locked; 0 where there is none. Two who make the first one at once are told apart by the unique month. */
async function versionOf(tx: Tx, where: ReturnType<typeof sql>): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(7620, 12)`);
  const [row] = await tx.execute<{ version: number }>(
    sql`select version from conversation_themes where ${where} for update`,
  );
  return row?.version ?? 0;
}
