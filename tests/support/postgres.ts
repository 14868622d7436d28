import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import "./postgres-setup.ts";
import { type EmbeddedServer, startEmbedded } from "#app/platform/database/embedded-server.ts";
import {
  type DatabaseUrls,
  ensureDatabase,
  quoteName,
  urlsOf,
} from "#app/platform/database/ensure-database.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import { type Slot, withSlot } from "#app/platform/database/slot.ts";

export type TestDatabase = DatabaseUrls & { name: string; drop(): Promise<void> };

export type TemplateOptions = {
  /** Tells templates apart; one is made once a run. */
  key?: string;
  /** drizzle-kit's folder; the product's own unless told. */
  folder?: string;
  insertOnly?: readonly string[];
  /** Fills the template once, as the owner (reference data). */
  fill?: (urls: DatabaseUrls) => Promise<void>;
};

/** The product's migrations. */
export const MIGRATIONS = fileURLToPath(new URL("../../drizzle", import.meta.url));
/** A few small tables for tests of the database layer itself. */
export const SMALL_MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/** One template is made or copied at a time: PostgreSQL copies only a database nobody is connected to. */
const TEMPLATE_LOCK = "pg_advisory_lock(7620, 3)";

let server: Promise<EmbeddedServer> | undefined;

/** The run's throw-away server: started by whoever needs it first, found by all others, stopped with the run. */
export function testServer(): Promise<EmbeddedServer> {
  server ??= startEmbedded({ ephemeral: true, dataDir: inject("postgresHome") });
  return server;
}

async function makeTemplate(
  slot: Slot,
  adminUrl: string,
  name: string,
  options: TemplateOptions,
): Promise<void> {
  const [known] = await slot.run(() =>
    slot.client.unsafe(
      "select shobj_description(oid, 'pg_database') as state from pg_database where datname = $1",
      [name],
    ),
  );
  if (known?.state === "ready") return;
  const urls = await ensureDatabase(adminUrl, name);
  const grants = { appRole: urls.appRole, insertOnly: options.insertOnly ?? [] };
  await migrate({ ownerUrl: urls.ownerUrl, folder: options.folder ?? MIGRATIONS, grants });
  await options.fill?.(urls);
  await slot.run(() => slot.client.unsafe(`comment on database ${quoteName(name)} is 'ready'`));
}

/** A migrated database of the caller's own, copied from a template in a tenth of a second. */
export async function cloneDatabase(options: TemplateOptions = {}): Promise<TestDatabase> {
  const { adminUrl } = await testServer();
  const template = `template_${options.key ?? "product"}`;
  const name = `clone_${randomBytes(6).toString("hex")}`;
  await withSlot({ url: adminUrl }, async (slot) => {
    await slot.run(() => slot.client.unsafe(`select ${TEMPLATE_LOCK}`));
    await makeTemplate(slot, adminUrl, template, options);
    await slot.run(() =>
      slot.client.unsafe(`create database ${name} owner liaison_owner template ${quoteName(template)}`),
    );
    await slot.run(() => slot.client.unsafe(`revoke all on database ${name} from public`));
    await slot.run(() => slot.client.unsafe(`grant connect on database ${name} to liaison_app`));
  });
  return { ...urlsOf(adminUrl, name), name, drop: () => drop(adminUrl, name) };
}

/** A database of the caller's own with nothing in it, not even migrations. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const { adminUrl } = await testServer();
  const name = `empty_${randomBytes(6).toString("hex")}`;
  const urls = await ensureDatabase(adminUrl, name);
  return { ...urls, name, drop: () => drop(adminUrl, name) };
}

async function drop(adminUrl: string, name: string): Promise<void> {
  await withSlot({ url: adminUrl }, (slot) =>
    slot.run(() => slot.client.unsafe(`drop database if exists ${quoteName(name)} with (force)`)),
  );
}

/** Runs one statement on a connection of its own and returns its rows. */
export function query(url: string, text: string, parameters: (string | number)[] = []) {
  return withSlot({ url }, async (slot) => [...(await slot.run(() => slot.client.unsafe(text, parameters)))]);
}
