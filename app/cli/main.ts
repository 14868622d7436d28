import type { CommandOut } from "./command.ts";
import { runCommand } from "./run-command.ts";

const out: CommandOut = {
  stdout: (line) => process.stdout.write(`${line}\n`),
  stderr: (line) => process.stderr.write(`${line}\n`),
};

const words = process.argv.slice(2);
// React, Express and Remix read it when they are loaded, which is later than here; unset, they run as for developers.
process.env.NODE_ENV ??= words.includes("--dev") ? "development" : "production";

runCommand(words, out).then(
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
