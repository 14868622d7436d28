import { createHmac } from "node:crypto";
import { ICU_LOCALE, LC_CTYPE } from "./embedded/cluster.ts";
import { DatabaseUnfitError, errorCode } from "./errors.ts";
import { type Log, silentLog } from "./log.ts";
import { openSlot, type Slot, withSlot } from "./slot.ts";

export const OWNER_ROLE = "liaison_owner";
export const APP_ROLE = "liaison_app";

/** Addresses of one database: to create and back up, to migrate, and to serve requests. */
export type DatabaseUrls = { adminUrl: string; ownerUrl: string; appUrl: string; appRole: string };

/** Serialises what changes a whole cluster; held in the maintenance database. */
const CLUSTER_LOCK = "pg_advisory_lock(7620, 1)";

const LOCALE_CLAUSE = `encoding 'UTF8' locale_provider icu icu_locale '${ICU_LOCALE}' lc_collate 'C' lc_ctype '${LC_CTYPE}' template template0`;

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function at(url: string, change: { database?: string; user?: string; password?: string }): string {
  const changed = new URL(url);
  if (change.database !== undefined) changed.pathname = `/${encodeURIComponent(change.database)}`;
  if (change.user !== undefined) changed.username = encodeURIComponent(change.user);
  if (change.password !== undefined) changed.password = encodeURIComponent(change.password);
  return changed.href;
}

export function databaseNameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
}

/** A role's password follows from the administrator's, so that there is one secret to keep. Hex, safe in SQL. */
function passwordOf(role: string, adminUrl: string): string {
  const secret = decodeURIComponent(new URL(adminUrl).password);
  return createHmac("sha256", secret).update(`liaison role ${role}`).digest("hex");
}

async function ensureLoginRole(slot: Slot, role: string, adminUrl: string): Promise<void> {
  const { client } = slot;
  const known = await slot.run(() => client.unsafe("select 1 from pg_roles where rolname = $1", [role]));
  const verb = known.length > 0 ? "alter" : "create";
  await slot.run(() => client.unsafe(`${verb} role ${role} login password '${passwordOf(role, adminUrl)}'`));
}

async function createIfMissing(slot: Slot, name: string, owner?: string): Promise<void> {
  const { client } = slot;
  const known = await slot.run(() => client.unsafe("select 1 from pg_database where datname = $1", [name]));
  if (known.length > 0) return;
  const owned = owner ? `owner ${owner}` : "";
  await slot.run(() => client.unsafe(`create database ${quoteName(name)} ${owned} ${LOCALE_CLAUSE}`));
}

/**
 * Makes sure that a database of this name and the two roles exist in a cluster of ours: `liaison_owner` owns it and
 * migrates, `liaison_app` owns nothing and serves requests. Safe to call from several processes at once.
 */
export async function ensureDatabase(adminUrl: string, name: string): Promise<DatabaseUrls> {
  await withSlot({ url: adminUrl }, async (slot) => {
    await slot.run(() => slot.client.unsafe(`select ${CLUSTER_LOCK}`));
    await ensureLoginRole(slot, OWNER_ROLE, adminUrl);
    await ensureLoginRole(slot, APP_ROLE, adminUrl);
    await createIfMissing(slot, name, OWNER_ROLE);
    await slot.run(() =>
      slot.client.unsafe(
        `revoke all on database ${quoteName(name)} from public; grant connect on database ${quoteName(name)} to ${APP_ROLE}`,
      ),
    );
  });
  return urlsOf(adminUrl, name);
}

/** The addresses `ensureDatabase` returns, for a database it has already made. */
export function urlsOf(adminUrl: string, name: string): DatabaseUrls {
  const login = (user: string) =>
    at(adminUrl, { database: name, user, password: passwordOf(user, adminUrl) });
  return {
    adminUrl: at(adminUrl, { database: name }),
    ownerUrl: login(OWNER_ROLE),
    appUrl: login(APP_ROLE),
    appRole: APP_ROLE,
  };
}

/**
 * The same for an operator's server: the user of `DATABASE_URL` owns and migrates. The application's address is, in
 * this order: `LIAISON_APP_DATABASE_URL`; a login role made here, if its log-in works; else the same user with the
 * role switched by start-up options. The last keeps RESET ROLE in place but not SET ROLE NONE, hence the warning.
 */
export async function adoptDatabase(
  databaseUrl: string,
  appDatabaseUrl?: string,
  log: Log = silentLog,
): Promise<DatabaseUrls> {
  const name = databaseNameOf(databaseUrl);
  const whole = { adminUrl: databaseUrl, ownerUrl: databaseUrl };
  await createOnOperatorsServer(databaseUrl, name);
  if (appDatabaseUrl) {
    return {
      ...whole,
      appUrl: appDatabaseUrl,
      appRole: decodeURIComponent(new URL(appDatabaseUrl).username),
    };
  }
  const login = at(databaseUrl, { user: APP_ROLE, password: passwordOf(APP_ROLE, databaseUrl) });
  return withSlot({ url: databaseUrl }, async (slot) => {
    await slot.run(() => slot.client.unsafe(`select ${CLUSTER_LOCK}`));
    const able =
      new URL(databaseUrl).password !== "" &&
      (await succeeds(() => ensureLoginRole(slot, APP_ROLE, databaseUrl)));
    await succeeds(() =>
      slot.run(() => slot.client.unsafe(`grant connect on database ${quoteName(name)} to ${APP_ROLE}`)),
    );
    if (able && (await succeeds(() => openSlot({ url: login }).then((probe) => probe.close())))) {
      return { ...whole, appUrl: login, appRole: APP_ROLE };
    }
    const switched = new URL(databaseUrl);
    switched.searchParams.set("options", `-c role=${APP_ROLE}`);
    try {
      await openSlot({ url: switched.href }).then((probe) => probe.close());
    } catch (error) {
      throw new DatabaseUnfitError(
        `the user of DATABASE_URL can neither create the role ${APP_ROLE} nor become it: create it (create role ${APP_ROLE} login password …) and set LIAISON_APP_DATABASE_URL`,
        { cause: error },
      );
    }
    log.warn(
      { role: APP_ROLE },
      "requests use the owner's log-in with its role switched: set LIAISON_APP_DATABASE_URL",
    );
    return { ...whole, appUrl: switched.href, appRole: APP_ROLE };
  });
}

async function createOnOperatorsServer(databaseUrl: string, name: string): Promise<void> {
  try {
    await openSlot({ url: databaseUrl }).then((probe) => probe.close());
  } catch (error) {
    if (errorCode(error) !== "3D000") throw error;
    await withSlot({ url: at(databaseUrl, { database: "postgres" }) }, async (slot) => {
      await slot.run(() => slot.client.unsafe(`select ${CLUSTER_LOCK}`));
      await createIfMissing(slot, name);
    });
  }
}

async function succeeds(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt();
    return true;
  } catch {
    return false;
  }
}
