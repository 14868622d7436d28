import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const FOLDER = join(process.cwd(), "..", "shared", "data");

/** Whether the real data beside the project is there; a test that needs it skips with a message where it is not. */
export function hasSharedData(part: string): boolean {
  const found = existsSync(join(FOLDER, part));
  if (!found) console.info(`skipped: ../shared/data/${part} is absent`);
  return found;
}

/** Where a file of the real data lies. */
export function sharedPath(path: string): string {
  return join(FOLDER, path);
}

/** Bytes of a file of the real data. */
export function sharedBytes(path: string): Buffer {
  return readFileSync(sharedPath(path));
}

/** Records of a CSV of the real data, keyed by its header. */
export function sharedCsv(path: string): Record<string, string>[] {
  return parse(sharedBytes(path), { columns: true, bom: true }) as Record<string, string>[];
}
