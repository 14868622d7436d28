import { startEmbedded } from "#app/platform/database/embedded-server.ts";

/** Run as a process of its own: starts the server of a folder, says so, leaves when its input ends. */
const server = await startEmbedded({ dataDir: process.argv[2] ?? "" });
console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted, url: server.adminUrl }));
process.stdin.resume();
process.stdin.once("end", () => void server.stop().then(() => process.exit(0)));
