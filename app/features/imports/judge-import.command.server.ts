import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { ImportErrorCode } from "#app/domain/register/import-errors.ts";
import type {
  DeputyCandidate,
  FirmCandidate,
  ImportRow,
  IssueCandidate,
  PairCandidate,
  VisitCandidate,
} from "#app/domain/register/judge/candidates.ts";
import type { ParsedSheet } from "#app/domain/register/judge/walk.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, read, readTx, type Tx, withTx } from "#db/client.ts";
import { importScope } from "./import-scope.server.ts";
import type { ImportFigures, JudgedRow } from "./judged-row.ts";
import { matchDeputies } from "./match/match-deputies.server.ts";
import { type ImportScope, matchFirms } from "./match/match-firms.server.ts";
import { matchIssues } from "./match/match-issues.server.ts";
import { matchPairs } from "./match/match-pairs.server.ts";
import { matchVisits } from "./match/match-visits.server.ts";
import { findMissing } from "./match/missing.server.ts";
import { noteProgress } from "./note-progress.server.ts";
import { parseImport, requireList } from "./parse-import.server.ts";

/** How the file was understood, as stored with the import. */
export type ImportMapping = {
  sheets: ParsedSheet[];
  corrections: SheetCorrection[];
  refusal?: Refusal<ImportErrorCode>;
};

/** Rows written to the database at a time. */
const CHUNK_ROWS = 1_000;
/** Longest time the rows of a full file may take to be stored. */
const STORE_MS = 120_000;

type Stored = {
  kind: ImportKind;
  state: string;
  fileName: string;
  content: Buffer;
  countyCode: string | null;
  mapping: ImportMapping;
};

/**
 * Reads the file of an uploaded import in a capped child process, judges its rows by themselves and against the register,
 * and stores the judgement (the dry run). May be repeated until the import is committed; the last one counts.
 */
export async function judgeImport(ctx: Ctx, importId: number): Promise<Result<ImportFigures>> {
  const stored = await loadStored(ctx, importId);
  if (!stored) return refuse("common.not_found", {});
  if (stored.state === "committed" || stored.state === "undone")
    return refuse("register.import_state", { state: stored.state });
  const { corrections } = stored.mapping;
  const reference = await loadReference(ctx);
  await noteProgress(ctx, importId, { step: "read" });
  const file = { name: stored.fileName, bytes: stored.content };
  const parsed = await parseImport(stored.kind, file, reference, { corrections });
  const listed = parsed.ok ? requireList(parsed.value) : parsed;
  if (!listed.ok) {
    await storeRefusal(ctx, importId, {
      sheets: parsed.ok ? parsed.value.sheets : [],
      corrections,
      refusal: listed.error,
    });
    return listed;
  }
  const today = civilDayOf(await ctx.clock.now());
  await noteProgress(ctx, importId, { step: "compare", rows: listed.value.rows.length });
  const scope = { countyCode: stored.countyCode };
  const { rows, missingIds } = await compare(ctx, stored.kind, async (tx) => {
    const judged = await matchRows(ctx, tx, stored.kind, listed.value.rows, scope, today);
    return { rows: judged, missingIds: await findMissing(tx, stored.kind, importId, scope, judged) };
  });
  const figures = figuresOf(rows, missingIds);
  await withTx(
    ctx,
    async (tx) => {
      await tx.execute(sql`delete from import_rows where import_id = ${importId}`);
      for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
        await noteProgress(ctx, importId, { step: "store", rows: rows.length, done: at });
        await storeRows(tx, importId, rows.slice(at, at + CHUNK_ROWS));
      }
      const mapping: ImportMapping = { sheets: listed.value.sheets, corrections };
      await tx.execute(sql`
        update imports set state = 'judged', mapping = ${JSON.stringify(mapping)}::text::jsonb,
          figures = ${JSON.stringify(figures)}::text::jsonb
        where import_id = ${importId} and state in ('reading', 'judged', 'refused')`);
    },
    { idempotent: true, deadlineMs: STORE_MS },
  );
  return ok(figures);
}

async function loadStored({ db, actor }: Ctx, importId: number): Promise<Stored | undefined> {
  const [row] = await read(db, (tx) =>
    tx.execute<Stored>(sql`
      select kind, state, file_name as "fileName", content, county_code as "countyCode", mapping
      from imports where import_id = ${importId} and ${importScope(actor)}`),
  );
  return row;
}

/** Whom an issue is about is protected: its rows are compared as the actor may see them. */
function compare<T>(ctx: Ctx, kind: ImportKind, look: (tx: Tx) => Promise<T>): Promise<T> {
  return kind === "issues" ? readTx(ctx, look) : read(ctx.db, look);
}

function matchRows(
  ctx: Ctx,
  tx: Tx,
  kind: ImportKind,
  rows: readonly ImportRow[],
  scope: ImportScope,
  today: string,
): Promise<JudgedRow[]> {
  if (kind === "firms") return matchFirms(tx, rows as ImportRow<FirmCandidate>[], scope);
  if (kind === "deputies") return matchDeputies(tx, rows as ImportRow<DeputyCandidate>[], scope, today);
  if (kind === "pairs") return matchPairs(tx, rows as ImportRow<PairCandidate>[], scope, today);
  if (kind === "contacts") return matchVisits(tx, rows as ImportRow<VisitCandidate>[], scope, today);
  return matchIssues(ctx, tx, rows as ImportRow<IssueCandidate>[], scope, today);
}

function figuresOf(rows: readonly JudgedRow[], missingIds: number[]): ImportFigures {
  const outcomes: Record<string, number> = {};
  const changes = { added: 0, updated: 0, unchanged: 0 };
  for (const row of rows) {
    outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + 1;
    if (row.change) changes[row.change] += 1;
  }
  return { ...changes, missing: missingIds.length, outcomes, missingIds };
}

async function storeRows(tx: Tx, importId: number, rows: readonly JudgedRow[]): Promise<void> {
  const written = rows.map(({ facts, notes, cells, candidate, write, ...row }) => ({
    ...row,
    facts: { facts, notes, cells },
    // What is written says it all; what is not taken over is kept as the row told it.
    candidate: { candidate: write === null ? candidate : nameOf(candidate), write },
  }));
  await tx.execute(sql`
    insert into import_rows (import_id, sheet, row, item, outcome, change, code, facts, candidate, target_id, before)
    select ${importId}, sheet, row, item, outcome, change, code, facts, candidate, "targetId", before
    from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as t(sheet text, row int, item smallint,
      outcome text, change text, code text, facts jsonb, candidate jsonb, "targetId" int, before jsonb)`);
}

function nameOf(candidate: JudgedRow["candidate"]) {
  if (candidate === undefined) return undefined;
  return { name: "name" in candidate ? candidate.name : candidate.firmName };
}

async function storeRefusal(ctx: Ctx, importId: number, mapping: ImportMapping): Promise<void> {
  await withTx(ctx, async (tx) => {
    await tx.execute(sql`delete from import_rows where import_id = ${importId}`);
    await tx.execute(sql`
      update imports set state = 'refused', mapping = ${JSON.stringify(mapping)}::text::jsonb, figures = '{}'
      where import_id = ${importId} and state in ('reading', 'judged', 'refused')`);
  });
}

async function loadReference({ db }: Ctx) {
  return read(db, async (tx) => ({
    counties: [
      ...(await tx.execute<{ code: string; name: string; shortName: string }>(sql`
        select county_code as code, name, short_name as "shortName" from counties order by sort`)),
    ],
    townships: [
      ...(await tx.execute<{ code: string; countyCode: string; name: string }>(sql`
        select township_code as code, county_code as "countyCode", name from townships order by township_code`)),
    ],
    sectors: [
      ...(await tx.execute<{ code: string; name: string }>(sql`
        select sector_code as code, name from sectors order by sector_code`)),
    ],
  }));
}
