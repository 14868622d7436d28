import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { emptyDatabase, type TestDatabase } from "./postgres.ts";

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

const MAIN = ["--import", "tsx", "app/cli/main.ts"];
const STARTED = /http:\/\/localhost:(\d+)/;

function environmentOf(database: TestDatabase): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "test",
    LIAISON_TEST_CLOCK: "allow",
    LIAISON_LOG: "error",
    PORT: "0",
    HOST: "127.0.0.1",
    DATABASE_URL: database.ownerUrl,
    LIAISON_APP_DATABASE_URL: database.appUrl,
  };
}

/** Reads what a child prints until it ends. */
async function outputOf(child: ChildProcess): Promise<{ status: number; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => (stdout += chunk));
  child.stderr?.on("data", (chunk) => (stderr += chunk));
  const [status] = await once(child, "close");
  return { status: Number(status), stdout, stderr };
}

/** The port the server says it listens on. */
async function portOf(child: ChildProcess): Promise<number> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", () => {
      const found = STARTED.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.once("close", (status) => reject(new Error(`the server ended with ${status}: ${said}`)));
  });
}

/** Starts the built server on an empty database, as `npm start` does, under the environment of tests. */
export async function serveProcess(): Promise<ServedProcess> {
  const database = await emptyDatabase();
  const env = environmentOf(database);
  const server = spawn(process.execPath, [...MAIN, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(server, "close");
  const origin = `http://127.0.0.1:${await portOf(server)}`;
  return {
    database,
    origin,
    async setClock(instant) {
      const offset = Date.parse(instant) - Date.now();
      const response = await fetch(`${origin}/__test/clock?offset=${offset}`, { method: "POST" });
      if (response.status !== 204) throw new Error(`the clock could not be moved: ${response.status}`);
    },
    async command(words) {
      const child = spawn(process.execPath, [...MAIN, ...words, "--json"], {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const { status, stdout, stderr } = await outputOf(child);
      if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
      return JSON.parse(stdout);
    },
    async close() {
      server.kill("SIGTERM");
      await ended;
      await database.drop();
    },
  };
}
