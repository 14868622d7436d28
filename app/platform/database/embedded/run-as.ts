import { spawnSync } from "node:child_process";
import { chownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseUnfitError } from "#app/platform/database/errors.ts";
import type { Binaries } from "./binaries.ts";

/** PostgreSQL refuses to run as root; this is the way it is started instead. */
export type RunAs = {
  way: "self" | "other-user" | "user-namespace";
  /** Who owns the data directory, as seen from here. */
  owner: number;
  command(program: string, args: string[]): [string, string[]];
  /** For `spawn`. */
  identity: { uid?: number; gid?: number };
};

const NOBODY = 65_534;
const NAMESPACE = ["--user", "--map-user=1000", "--map-group=1000", "--"];
const OTHERS_TRAVERSE = 0o001;

function othersMayReach(path: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if ((statSync(at).mode & OTHERS_TRAVERSE) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function answers(command: string, args: string[], identity: RunAs["identity"]): boolean {
  return spawnSync(command, args, { ...identity, cwd: "/", stdio: "ignore", timeout: 10_000 }).status === 0;
}

/**
 * Decides how PostgreSQL is started for a data directory inside `home` (which must exist). Not root: as ourselves.
 * Root: as nobody where nobody can reach both binaries and data; else in a user namespace, in which root's files
 * belong to an ordinary user (a clone in a private directory is such a case).
 */
export function decideRunAs(home: string, binaries: Binaries, uid = process.getuid?.() ?? -1): RunAs {
  const direct = (program: string, args: string[]): [string, string[]] => [program, args];
  if (uid !== 0) return { way: "self", owner: uid, command: direct, identity: {} };

  const identity = { uid: NOBODY, gid: NOBODY };
  const reachable = othersMayReach(join(home, "cluster")) && othersMayReach(binaries.postgres);
  if (reachable && answers(binaries.postgres, ["-V"], identity)) {
    return { way: "other-user", owner: NOBODY, command: direct, identity };
  }
  if (answers("unshare", [...NAMESPACE, binaries.postgres, "-V"], {})) {
    return {
      way: "user-namespace",
      owner: 0,
      command: (program, args) => ["unshare", [...NAMESPACE, program, ...args]],
      identity: {},
    };
  }
  throw new DatabaseUnfitError(
    `PostgreSQL refuses to run as root and no other user can reach ${home}: start as an ordinary user, or set LIAISON_DATA_DIR (and keep the program) where every user may pass through`,
  );
}

/** Gives a tree to `owner`; does nothing when its top belongs to them already. */
export function giveTo(tree: string, owner: number): void {
  if (owner < 0 || lstatSync(tree).uid === owner) return;
  const pending = [tree];
  const all: string[] = [];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    all.push(at);
    if (!lstatSync(at).isDirectory()) continue;
    for (const name of readdirSync(at)) pending.push(join(at, name));
  }
  // The top comes last: a change broken off half way is taken up again.
  for (const path of all.reverse()) chownSync(path, owner, owner);
}
