import {
  backupInstallation,
  drillBackup,
  restoreInstallation,
} from "#app/features/installation/backup.server.ts";
import { onInstallation } from "./session.ts";

/** `db migrate`: opening an installation migrates it under a lock; this says that it is done. */
export const migrateDatabase = onInstallation([], [], async ({ json, out, say }) => {
  out.stdout(json ? JSON.stringify({ migrated: true }) : say("cli.migrated"));
  return 0;
});

/** `db backup FILE [--drill]`: one consistent snapshot; with --drill it is restored into a scratch database and compared. */
export const backupDatabase = onInstallation(
  [],
  ["drill"],
  async ({ installation, args, json, out, say }) => {
    const [file] = args.words;
    if (!file) {
      out.stderr(say("cli.backupUsage"));
      return 2;
    }
    const made = await backupInstallation(installation, file);
    const rows = Object.values(made.rows).reduce((sum, count) => sum + count, 0);
    if (!args.flags.has("drill")) {
      out.stdout(json ? JSON.stringify(made) : say("cli.backedUp", { rows, file }));
      return 0;
    }
    const drill = await drillBackup(installation, file);
    out.stdout(
      json ? JSON.stringify({ ...made, drill }) : say(drill.ok ? "cli.drillGood" : "cli.drillBad", { rows }),
    );
    return drill.ok ? 0 : 1;
  },
);

/** `db restore FILE`: loads a snapshot into an empty, migrated database. */
export const restoreDatabase = onInstallation([], [], async ({ installation, args, json, out, say }) => {
  const [file] = args.words;
  if (!file) {
    out.stderr(say("cli.restoreUsage"));
    return 2;
  }
  const loaded = await restoreInstallation(installation, file);
  const rows = Object.values(loaded.rows).reduce((sum, count) => sum + count, 0);
  out.stdout(json ? JSON.stringify(loaded) : say("cli.restored", { rows, file }));
  return 0;
});
