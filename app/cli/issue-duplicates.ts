import { readFile } from "node:fs/promises";
import { findDuplicatePairs } from "#app/domain/text/duplicates.ts";
import { shippedGazetteer } from "#app/features/issues/duplicates/gazetteer.server.ts";
import { decodeText } from "#app/platform/sheets/decode-text.ts";
import { readCsv } from "#app/platform/sheets/read-csv.ts";
import type { Sheet } from "#app/platform/sheets/sheet-types.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";

const USAGE = "Usage: issue duplicates --file TEXTS.csv [--json]";

/** Column names that are understood, in the order in which they are looked for. */
const COLUMNS = {
  id: ["id", "编号", "number"],
  title: ["title", "标题", "主题"],
  body: ["body", "内容", "正文", "words", "text"],
} as const;

type Listed = { id: string; title: string; body: string };

/** The texts of a sheet with a header in its first row; a sentence when a column is missing. */
function textsOf(sheet: Sheet): Listed[] | string {
  const [header, ...rows] = sheet.rows;
  const names =
    header?.cells.map((cell) =>
      String(cell ?? "")
        .trim()
        .toLowerCase(),
    ) ?? [];
  const place = (column: keyof typeof COLUMNS) =>
    names.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const [id, title, body] = [place("id"), place("title"), place("body")];
  if (id < 0 || body < 0)
    return "The file needs a header row with the columns id and body (编号, 内容); title (标题) is welcome.";
  const cell = (row: (typeof rows)[number], at: number) => (at < 0 ? "" : String(row.cells[at] ?? ""));
  return rows.map((row) => ({ id: cell(row, id), title: cell(row, title), body: cell(row, body) }));
}

/** `issue duplicates`: proposes which texts of a CSV file are the same matter, `{ pairs: [{ a, b, score }] }` by their ids. */
export const issueDuplicates: Command = async (words, out) => {
  const args = readArguments(words, ["file"], ["json"]);
  const file = typeof args === "string" ? undefined : args.options.get("file");
  if (typeof args === "string" || file === undefined || args.words.length > 0) {
    out.stderr(typeof args === "string" ? args : USAGE);
    return 2;
  }
  const bytes = await readFile(file).catch((error: Error) => error);
  if (bytes instanceof Error) {
    out.stderr(bytes.message);
    return 2;
  }
  const texts = textsOf(readCsv(decodeText(bytes)));
  if (typeof texts === "string") {
    out.stderr(texts);
    return 1;
  }
  const idOf = (place: number) => texts[place]?.id ?? "";
  const pairs = findDuplicatePairs(texts, shippedGazetteer()).map(({ a, b, score }) => ({
    a: idOf(a),
    b: idOf(b),
    score: Number(score.toFixed(4)),
  }));
  if (args.flags.has("json")) out.stdout(JSON.stringify({ pairs }));
  else for (const { a, b, score } of pairs) out.stdout(`${score.toFixed(2)}  ${a}  ${b}`);
  return 0;
};
