import { drill } from "#app/platform/database/archive/drill.ts";
import { restore } from "#app/platform/database/archive/restore.ts";
import { backup } from "#app/platform/database/backup.ts";
import { INSERT_ONLY, type Installation, MIGRATIONS } from "./open-installation.server.ts";

/** Row-level security shows everything to the system actor. */
const AS_SYSTEM = { "app.actor_kind": "system" };
/** References that triggers check and no key does. Source: migration 0033. */
const DANGLING = "select dangling_references() as dangling";
/** What a drill compares beside the rows of each table: the head of the audit's chain, the newest event, and that nothing refers to what is not there. */
const PROBES = {
  audit_head: "select hash from audit_seals order by seal_no desc limit 1",
  newest_event: "select max(event_id) from events",
  dangling: DANGLING,
};
/** Tables that every start fills by itself, or that note it. */
const REFERENCE = [
  "counties",
  "townships",
  "sectors",
  "departments",
  "directory_changes",
  "categories",
  "category_routes",
  "posts",
  "calendar_days",
  "policies",
  "installation",
];

/** Writes one consistent snapshot of the installation while it is in use. */
export function backupInstallation(installation: Pick<Installation, "urls">, file: string) {
  return backup({ url: installation.urls.ownerUrl, file, settings: AS_SYSTEM, probes: PROBES });
}

/** Loads a snapshot into an installation that holds nothing but reference data. */
export function restoreInstallation(installation: Pick<Installation, "urls">, file: string) {
  const { ownerUrl: url } = installation.urls;
  return restore({ url, file, settings: AS_SYSTEM, reference: REFERENCE, dangling: DANGLING });
}

/** Restores a snapshot into a scratch database of the same server and compares it with what the archive says of itself. */
export function drillBackup(installation: Pick<Installation, "urls">, file: string) {
  const grants = { appRole: installation.urls.appRole, insertOnly: INSERT_ONLY };
  return drill({ file, adminUrl: installation.urls.adminUrl, folder: MIGRATIONS, grants, probes: PROBES });
}
