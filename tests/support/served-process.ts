import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { emptyDatabase, type TestDatabase } from "./postgres.ts";
import { startProduct } from "./product-process.ts";

/** The product as an office runs it: a server process of its own on a database of its own, with a clock that tests may move. */
export type ServedProcess = {
  database: TestDatabase;
  origin: string;
  /** Lets the server's clock show `instant` (ISO) from now on; the sweep looks at once. */
  setClock: (instant: string) => Promise<void>;
  /** Runs a command of the program beside the server; answers with what it printed as JSON. */
  command: (words: string[]) => Promise<unknown>;
  close: () => Promise<void>;
};

const MAIN = join(process.cwd(), "build", "cli", "main.js");
const OUTPUT_BYTES = 64 * 1024 * 1024;

/** Starts the built server on an empty database, as `npm start` does, under the environment of tests. */
export async function serveProcess(): Promise<ServedProcess> {
  const database = await emptyDatabase();
  const env = {
    NODE_ENV: "test" as const,
    LIAISON_TEST_CLOCK: "allow",
    DATABASE_URL: database.ownerUrl,
    LIAISON_APP_DATABASE_URL: database.appUrl,
  };
  const server = await startProduct(env);
  const { origin } = server;
  return {
    database,
    origin,
    async setClock(instant) {
      const offset = Date.parse(instant) - Date.now();
      const response = await fetch(`${origin}/__test/clock?offset=${offset}`, { method: "POST" });
      if (response.status !== 204) throw new Error(`the clock could not be moved: ${response.status}`);
    },
    async command(words) {
      const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...words, "--json"], {
        env: { ...process.env, ...env, LIAISON_LOG: "error" },
        maxBuffer: OUTPUT_BYTES,
      });
      return JSON.parse(stdout);
    },
    async close() {
      await server.stop();
      await database.drop();
    },
  };
}
