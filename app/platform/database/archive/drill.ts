import { randomBytes } from "node:crypto";
import { ensureDatabase, quoteName } from "#app/platform/database/ensure-database.ts";
import type { GrantOptions } from "#app/platform/database/grants.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import { withSlot } from "#app/platform/database/slot.ts";
import { ask, countTables, listTables } from "./catalogue.ts";
import type { ArchiveEnd } from "./format.ts";
import { readArchive } from "./reader.ts";
import { restore } from "./restore.ts";

export type DrillOptions = {
  file: string;
  /** A server on which a scratch database may be made. */
  adminUrl: string;
  folder: string;
  grants: GrantOptions;
  /** The same probes as for the backup. */
  probes?: Record<string, string>;
};

export type DrillResult = {
  ok: boolean;
  tables: number;
  rows: number;
  differences: { name: string; archive: string; restored: string }[];
};

/** Reads an archive through to its last line, digest checked, without a database. */
export async function readEnd(file: string): Promise<ArchiveEnd> {
  const reader = readArchive(file);
  try {
    await reader.header();
    for (;;) {
      const told = await reader.next();
      if ("end" in told) return told;
      if ("table" in told) for await (const piece of reader.rows()) void piece;
    }
  } finally {
    reader.close();
  }
}

/**
 * Rehearses a recovery: restores the archive into a scratch database, compares counts and probes with what the archive
 * says of its origin, and removes the scratch database.
 */
export async function drill({
  file,
  adminUrl,
  folder,
  grants,
  probes = {},
}: DrillOptions): Promise<DrillResult> {
  const name = `liaison_drill_${randomBytes(6).toString("hex")}`;
  try {
    const urls = await ensureDatabase(adminUrl, name);
    await migrate({ ownerUrl: urls.ownerUrl, folder, grants });
    await restore({ url: urls.adminUrl, file });
    const end = await readEnd(file);
    const found = await withSlot({ url: urls.adminUrl }, async (slot) => ({
      ...(await countTables(slot, await listTables(slot))),
      ...(await ask(slot, probes)),
    }));
    const wanted: Record<string, unknown> = { ...end.rows, ...end.probes };
    const differences = [...new Set([...Object.keys(wanted), ...Object.keys(found)])]
      .map((key) => ({
        name: key,
        archive: String(wanted[key]),
        restored: String(found[key as keyof typeof found]),
      }))
      .filter(({ archive, restored }) => archive !== restored);
    const counts = Object.values(end.rows);
    const rows = counts.reduce((sum, count) => sum + count, 0);
    return { ok: differences.length === 0, tables: counts.length, rows, differences };
  } finally {
    await withSlot({ url: adminUrl }, (slot) =>
      slot.run(() => slot.client.unsafe(`drop database if exists ${quoteName(name)} with (force)`)),
    );
  }
}
