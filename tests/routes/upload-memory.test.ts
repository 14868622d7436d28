import { readdirSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Receiver, sendAsPaper, sendAsPhoto } from "#tests/support/hostile/send-upload.ts";
import { hostileUploads } from "#tests/support/hostile/uploads.ts";
import { openMessageDesk } from "#tests/support/message-desk.ts";
import { type ProductProcess, startProduct } from "#tests/support/product-process.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

/** What the server may grow by while it takes hostile uploads, in MB. Source: safety rules, section 4. */
const GROWTH_MB = 50;
/** Node's flags of `npm start`. */
const FLAGS = ["--heap-growing-percent=40"];
/** Uploads under way at once, more than are decoded at once. */
const AT_ONCE = 6;

let served: ServedOffice;
let server: ProductProcess;
let to: Receiver;
beforeAll(async () => {
  served = await serveOffice();
  await openMessageDesk(served.office);
  const { ownerUrl, appUrl } = served.office.database;
  server = await startProduct(
    {
      NODE_ENV: "test",
      LIAISON_TEST_CLOCK: "allow",
      DATABASE_URL: ownerUrl,
      LIAISON_APP_DATABASE_URL: appUrl,
    },
    FLAGS,
  );
  const { origin } = server;
  const offset = Date.parse(await served.office.clock.now()) - Date.now();
  await fetch(`${origin}/__test/clock?offset=${offset}`, { method: "POST" });
  to = {
    office: served.office,
    origin,
    ask: (caller, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("Cookie", served.cookieOf(caller));
      headers.set("Accept-Language", "zh-CN");
      return fetch(origin + path, { redirect: "manual", ...init, headers });
    },
  };
});
afterAll(async () => {
  await server?.stop();
  await served?.close();
});

/** The server and the processes it has started. */
function family(): number[] {
  const childrenOf = (pid: number): number[] =>
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
      .flatMap((name) => [Number(name), ...childrenOf(Number(name))]);
  return [server.pid, ...childrenOf(server.pid)];
}

function parentOf(pid: string): number | null {
  const status = statusOf(pid);
  return status === null ? null : Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

function statusOf(pid: number | string): string | null {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return null;
  }
}

/** Memory of the whole family in MB, as it is now. */
const megabytes = (of = family()) =>
  of.reduce((sum, pid) => {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(statusOf(pid) ?? "");
    return sum + Number(found?.[1] ?? 0) / 1024;
  }, 0);

/** How often the family is looked at, in ms; the quickest picture takes several times as long. Each one's own height, added up, would be a sum of instants that never met. */
const LOOK_MS = 10;

/** Looks on while work goes on; `most` is the most that all together held at one time. */
function watchFamily() {
  const seen = { most: 0, alone: 0 };
  const look = () => {
    seen.most = Math.max(seen.most, megabytes());
    seen.alone = Math.max(seen.alone, megabytes([server.pid]));
  };
  look();
  const watching = setInterval(look, LOOK_MS);
  return { seen, stop: () => clearInterval(watching) };
}

/** Photos and papers as phones and offices send them, several at once: what is held afterwards is what a server at work needs. */
async function ordinaryWork(): Promise<void> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 30 };
  const taken = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "red", noise } })
      .jpeg({ quality: 70 })
      .toBuffer();
  const [shrunk, fromCamera] = await Promise.all([taken(1600, 1200), taken(4000, 3000)]);
  const pages = Buffer.alloc(5 * 1024 * 1024, "0 0 m ");
  const paper = Buffer.concat([
    Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
    pages,
    Buffer.from("\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"),
  ]);
  for (let round = 0; round < 8; round++) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => sendAsPhoto(to, shrunk)));
    await sendAsPhoto(to, fromCamera);
    for (const one of [shrunk, fromCamera, paper]) await sendAsPaper(to, one);
  }
}

/** In the full run alone: it takes a minute, most of it ordinary work before. That each upload is refused or harmless is tested in every run. */
it.skipIf(process.env.LIAISON_FULL !== "1" || process.platform !== "linux")(
  "hostile uploads, several at once, never make the server and what it starts grow by more than the limit",
  async () => {
    const uploads = await hostileUploads();
    const atRest = megabytes();
    await ordinaryWork();
    const before = megabytes();
    const alone = megabytes([server.pid]);
    const { seen, stop } = watchFamily();
    const rises: { name: string; mb: number }[] = [];
    let peak = seen.most;
    try {
      for (let at = 0; at < uploads.length; at += AT_ONCE) {
        const part = uploads.slice(at, at + AT_ONCE);
        await Promise.all(part.map(({ bytes }) => sendAsPhoto(to, bytes)));
        for (const { name, bytes } of part) {
          await sendAsPaper(to, bytes);
          if (seen.most > peak + 1) rises.push({ name, mb: Math.round(seen.most - before) });
          peak = seen.most;
        }
      }
    } finally {
      stop();
    }
    console.info(
      `server and the processes it starts: ${Math.round(atRest)} MB at rest, ${Math.round(before)} before ${uploads.length} uploads sent twice, ${Math.round(peak)} at most, ${Math.round(megabytes())} after; the server alone ${Math.round(alone)}, at most ${Math.round(seen.alone)}`,
      rises,
    );
    expect(Math.round(peak - before)).toBeLessThanOrEqual(GROWTH_MB);
  },
);
