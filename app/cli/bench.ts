import { readArguments } from "./arguments.ts";
import { tableOf } from "./bench/print-rows.ts";
import { type BenchRow, limitsBroken } from "./bench/row.ts";
import { ALL, SUITES } from "./bench/suites.ts";
import type { CommandOut } from "./command.ts";

type Suites = typeof SUITES;

/**
 * `bench [NAME]`: measures the built server on the measured world and judges each row by its limits; status 1 when one is over.
 * The result goes to stdout, progress to stderr.
 */
export async function bench(
  words: string[],
  out: CommandOut,
  suites: Suites = SUITES,
  all: readonly string[] = ALL,
): Promise<number> {
  const args = readArguments(words, ["lemon", "problems", "only", "profile"], ["json"]);
  const names = typeof args === "string" ? [] : args.words.length > 0 ? args.words : all;
  if (typeof args === "string" || !names.every((name) => Object.hasOwn(suites, name))) {
    out.stderr(
      typeof args === "string"
        ? args
        : `Usage: bench [${Object.keys(suites).join("|")}] [--json] [--lemon BINARY] [--problems FOLDER] [--only TEXT] [--profile FOLDER]`,
    );
    return 2;
  }
  const rows: BenchRow[] = [];
  for (const name of names) rows.push(...(await suites[name]!(out.stderr, args.options)));
  const broken = rows.flatMap(limitsBroken);
  out.stdout(args.flags.has("json") ? JSON.stringify({ rows, broken }) : tableOf(rows));
  return broken.length === 0 ? 0 : 1;
}
