import type { Command } from "./command.ts";

type Entry = { about: string; load: () => Promise<Command> };

/** Every command of `npm run liaison -- <command>`; each lives in a file of its own and is loaded when called. */
export const commands: Record<string, Entry> = {
  build: {
    about: "build server and client when the sources have changed",
    load: async () => (await import("./build.ts")).build,
  },
  serve: {
    about: "[--demo] [--dev]  serve the application (npm start, npm run demo, npm run dev)",
    load: async () => (await import("./serve.ts")).serve,
  },
  demo: {
    about: "make the demonstration world if it is not there",
    load: async () => (await import("./demo.ts")).demo,
  },
  import: {
    about: "firms|deputies|pairs|issues|visits FILE [--dry-run] [--county CODE] [--json]  read a register",
    load: async () => (await import("./import.ts")).importFile,
  },
  "pair solve": {
    about: "--problem FILE --json [--explain FIRM] [--dump-network FILE]  solve a neutral pairing problem",
    load: async () => (await import("./pair-solve.ts")).pairSolve,
  },
  "pair plan": {
    about: "[--county CODE] [--json]  draft a pairing plan",
    load: async () => (await import("./pair-plan.ts")).pairPlan,
  },
  "pair repair": {
    about: "[--county CODE] [--json]  draft the plan with the fewest changes",
    load: async () => (await import("./pair-repair.ts")).pairRepair,
  },
  "pair curve": {
    about: "[--county CODE] [--keep 0,100,…] [--json]  changes and cost for each weight of today's pairs",
    load: async () => (await import("./pair-curve.ts")).pairCurve,
  },
  "pair explain": {
    about: "FIRM [--county CODE] [--json]  why this deputy, the next three and their price",
    load: async () => (await import("./pair-explain.ts")).pairExplain,
  },
  "pair publish": {
    about: "PLAN --reason TEXT [--json]  publish a draft",
    load: async () => (await import("./pair-plan.ts")).pairPublish,
  },
  "issue duplicates": {
    about: "--file TEXTS.csv [--json]  propose which texts are the same matter",
    load: async () => (await import("./issue-duplicates.ts")).issueDuplicates,
  },
  sweep: {
    about: "--once [--json]  raise what is due now",
    load: async () => (await import("./sweep.ts")).sweep,
  },
  "clock accept": {
    about: "the database's clock is right as it is: let the sweep go on after a jump",
    load: async () => (await import("./clock-accept.ts")).clockAccept,
  },
  "admin invite": {
    about: "[--name NAME] [--json]  one-time link for the first administrator",
    load: async () => (await import("./admin-invite.ts")).adminInvite,
  },
  "db migrate": {
    about: "bring the database to this version",
    load: async () => (await import("./database.ts")).migrateDatabase,
  },
  "db backup": {
    about: "FILE [--drill]  one consistent snapshot; --drill restores it elsewhere and compares",
    load: async () => (await import("./database.ts")).backupDatabase,
  },
  "db restore": {
    about: "FILE  load a snapshot into an empty database",
    load: async () => (await import("./database.ts")).restoreDatabase,
  },
  "audit verify": {
    about: "[--json]  check the hash chain of the audit",
    load: async () => (await import("./audit-verify.ts")).auditVerify,
  },
  worker: {
    about: "run the jobs alone, beside servers on the same database",
    load: async () => (await import("./worker.ts")).worker,
  },
  simulate: {
    about: "--years N --seed S [--mutant K] [--json]  simulate the escalation engine",
    load: async () => (await import("./simulate.ts")).simulate,
  },
  bench: {
    about:
      "[lists|records|work|pages|sweep|plans|pairing] [--lemon BINARY] [--json]  measure the built server on a large world (npm run bench)",
    load: async () => (await import("./bench.ts")).bench,
  },
  faults: {
    about: "--terminations N [--json]  end database connections in mid-transaction and count what breaks",
    load: async () => (await import("./faults.ts")).faults,
  },
};

/** The help text; of the commands alone that `about` names, by their whole name or its first word, where there are such. */
export function usage(about = ""): string {
  const named = Object.entries(commands).filter(([name]) => name === about || name.startsWith(`${about} `));
  const shown = named.length > 0 ? named : Object.entries(commands);
  const width = Math.max(...shown.map(([name]) => name.length));
  const lines = shown.map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.about}`);
  return [
    "npm run liaison -- <command> [--demo] [--as USER] [--json]",
    "",
    ...lines,
    "",
    "LIAISON_DATA_DIR and DATABASE_URL choose the database; --demo the demonstration's.",
  ].join("\n");
}
