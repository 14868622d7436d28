import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { qrPng, qrSvg } from "#app/platform/qr.ts";
import { type Ctx, read, type Tx } from "#db/client.ts";
import { codeScope } from "./code-scope.server.ts";

/** One code in the list. */
export type CodeLine = {
  codeId: number;
  kind: "deputy" | "station";
  name: string;
  place: string;
  sent: number;
};
export type CodePage = { rows: CodeLine[]; missing: number; next: number | null };

/** A code as its poster shows it; `svg` is the drawn code of `url`. */
export type Poster = CodeLine & { url: string; svg: string };

const ROWS = 50;
const FROM = sql`
  from intake_codes q left join deputies d on d.deputy_id = q.deputy_id left join stations s on s.station_id = q.station_id
  left join counties c on c.county_code = coalesce(d.county_code, s.county_code)
  left join townships t on t.township_code = coalesce(d.township_code, s.township_code)`;
const COLUMNS = sql`q.code_id as "codeId", q.token, case when d.deputy_id is null then 'station' else 'deputy' end as kind,
  coalesce(d.name, s.name) as name, case when s.station_id is null then concat(c.short_name, t.name) else s.address end as place, 0 as sent`;
const RUNNING = sql`q.revoked_at is null and (d.deputy_id is null or d.state = 'active')`;

/** Codes in the actor's scope by their order, and how many deputies and stations have none yet. */
export function listCodes(ctx: Ctx, actor: PersonActor, after: number, search: string): Promise<CodePage> {
  return read(ctx.db, async (tx) => {
    const named =
      search === ""
        ? sql`true`
        : sql`coalesce(d.name, s.name) like ${`%${search.replace(/[\\%_]/g, "\\$&")}%`}`;
    const rows = await tx.execute<CodeLine & { token: string }>(sql`
      select ${COLUMNS} ${FROM} where ${RUNNING} and ${codeScope(actor)} and ${named} and q.code_id > ${after} order by q.code_id limit ${ROWS + 1}`);
    const shown = rows.slice(0, ROWS).map(({ token: _token, ...row }) => row);
    return {
      rows: shown,
      missing: await countMissing(tx, actor),
      next: rows.length > ROWS ? (shown.at(-1)?.codeId ?? null) : null,
    };
  });
}

async function countMissing(tx: Tx, actor: PersonActor): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select ((select count(*) from deputies d left join stations s on false where d.state = 'active' and ${codeScope(actor)}
        and not exists (select from intake_codes q where q.deputy_id = d.deputy_id and q.revoked_at is null))
      + (select count(*) from stations s left join deputies d on false where ${codeScope(actor)}
        and not exists (select from intake_codes q where q.station_id = s.station_id and q.revoked_at is null)))::int as n`);
  return row?.n ?? 0;
}

/** One code with its drawing, for the poster; refuses with `common.not_found` outside the scope. */
export async function getPoster(
  ctx: Ctx,
  actor: PersonActor,
  codeId: number,
  origin: string,
): Promise<Result<Poster>> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<CodeLine & { token: string }>(
      sql`select ${COLUMNS} ${FROM} where q.code_id = ${codeId} and ${RUNNING} and ${codeScope(actor)}`,
    ),
  );
  if (!row) return refuse("common.not_found", {});
  const { token, ...line } = row;
  const url = `${origin}/q/${token}`;
  return ok({ ...line, url, svg: await qrSvg(url) });
}

/** The code as a file to keep. */
export async function getCodeImage(
  ctx: Ctx,
  actor: PersonActor,
  codeId: number,
  origin: string,
  format: "svg" | "png",
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const poster = await getPoster(ctx, actor, codeId, origin);
  if (!poster.ok) return poster;
  const bytes = format === "svg" ? Buffer.from(poster.value.svg) : await qrPng(poster.value.url);
  return ok(new Uint8Array(bytes));
}

/** Every code in the scope as pictures, drawn one by one while they are sent. */
export async function* drawCodes(ctx: Ctx, actor: PersonActor, origin: string) {
  for (let after = 0; ; ) {
    const rows = await read(ctx.db, (tx) =>
      tx.execute<CodeLine & { token: string }>(sql`
        select ${COLUMNS} ${FROM} where ${RUNNING} and ${codeScope(actor)} and q.code_id > ${after} order by q.code_id limit ${ROWS}`),
    );
    for (const row of rows) {
      const name = `${row.place}-${row.name}-${row.codeId}`.replace(/[\\/:*?"<>|\s]+/g, "_");
      yield { name: `${name}.png`, bytes: await qrPng(`${origin}/q/${row.token}`) };
      after = row.codeId;
    }
    if (rows.length < ROWS) return;
  }
}
