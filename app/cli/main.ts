import type { CommandOut } from "./command.ts";
import { commands, usage } from "./commands.ts";

const out: CommandOut = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
};

/** Finds the command by its first words (two-word names first) and runs it; exit status 0 done, 1 refused, 2 wrong use. */
async function run(words: string[]): Promise<number> {
  // React, Express and Remix read it when they are loaded, which is later than here; unset, they run as for developers.
  process.env.NODE_ENV ??= words.includes("--dev") ? "development" : "production";
  const twoWords = words.slice(0, 2).join(" ");
  const name = commands[twoWords] ? twoWords : (words[0] ?? "");
  const command = commands[name];
  if (!command) {
    out.stderr(usage());
    return name === "" || name === "help" || name === "--help" ? 0 : 2;
  }
  const run = await command.load();
  return run(words.slice(name.split(" ").length), out);
}

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
    // Timers of libraries must not keep a finished command alive.
    setTimeout(() => process.exit(status), 2_000).unref();
  },
  (error: Error) => {
    out.stderr(error.name === "DatabaseUnfitError" ? error.message : (error.stack ?? String(error)));
    process.exit(1);
  },
);
