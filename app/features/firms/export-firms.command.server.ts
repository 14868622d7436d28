import { sql } from "drizzle-orm";
import { type ExportFormat, streamTable } from "#app/platform/sheets/write-sheet.server.ts";
import { type Ctx, read } from "#db/client.ts";
import { keysetPage } from "#db/views/keyset.ts";
import { logExport } from "#db/writes/log-export.ts";
import { firmCondition, firmOrder } from "./firm-conditions.server.ts";
import type { FirmFilters } from "./firm-filters.schema.ts";

/** A firm as an export writes it, in this order. */
export type ExportedFirm = {
  firmId: number;
  uscc: string;
  name: string;
  county: string | null;
  township: string | null;
  sector: string | null;
  size: string | null;
  state: string;
  inProgramme: boolean;
  deputy: string | null;
  lastContactOn: string | null;
  address: string;
};

/** The words of the file, from i18n: name of the sheet, titles in the order of the cells, a firm as cells. */
export type ExportWords = {
  sheet: string;
  titles: readonly string[];
  cells: (firm: ExportedFirm) => (string | number | boolean | null)[];
};

const NARROW = 18;
const WIDE = 40;

/** Exports the firms as a streamed file, formulas neutralised; see `exportFirms` for what is logged. */
export async function exportFirmsFile(
  ctx: Ctx,
  filters: FirmFilters,
  { reason, format, words }: { reason: string; format: ExportFormat; words: ExportWords },
): Promise<{ stream: ReadableStream<Uint8Array>; type: string }> {
  const firms = await exportFirms(ctx, filters, reason, format);
  async function* rows() {
    for await (const firm of firms) yield words.cells(firm);
  }
  const columns = words.titles.map((title, at) => ({ title, width: at === 1 || at === 10 ? WIDE : NARROW }));
  return streamTable(format, { name: words.sheet, columns, rows: rows() });
}

const BATCH_ROWS = 1_000;

/**
 * Exports the firms that the filters and the actor's scope leave: the audit learns of it with the reason before the first
 * row leaves, then rows come in batches by their keys, so that memory does not grow with the register.
 */
export async function exportFirms(
  ctx: Ctx,
  filters: FirmFilters,
  reason: string,
  format: string,
): Promise<AsyncGenerator<ExportedFirm, void, undefined>> {
  await logExport(ctx, "firm.export", "firms", { filters, reason, format });
  return rowsOf(ctx, filters);
}

async function* rowsOf(ctx: Ctx, filters: FirmFilters): AsyncGenerator<ExportedFirm, void, undefined> {
  for (let after: number | undefined; ; ) {
    const page = keysetPage(firmOrder({ sort: "name", dir: "asc" }), { after }, BATCH_ROWS);
    const fetched = await read(ctx.db, (tx) =>
      tx.execute<ExportedFirm>(sql`
        select firms.firm_id as "firmId", firms.uscc, firms.name, counties.name as county, townships.name as township,
          firms.sector_code as sector, firms.size_class as size, firms.state, firms.in_programme as "inProgramme",
          (select deputies.name from pairings join deputies using (deputy_id)
            where pairings.firm_id = firms.firm_id and pairings.ended_on is null) as deputy,
          firms.last_contact_on as "lastContactOn", firms.address
        from firms left join counties on counties.county_code = firms.county_code
          left join townships on townships.township_code = firms.township_code
        where ${firmCondition(ctx.actor, filters)} and ${page.where} order by ${page.orderBy} limit ${page.limit}`),
    );
    const { rows, hasNext } = page.finish([...fetched]);
    yield* rows;
    after = rows.at(-1)?.firmId;
    if (!hasNext) return;
  }
}
