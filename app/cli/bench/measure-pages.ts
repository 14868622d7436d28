import { Agent } from "node:http";
import { cpuTime } from "./cpu-time.ts";
import { type Ask, type Driven, drive, send } from "./drive.ts";
import type { FloorList, Page } from "./pages.ts";
import { type BenchRow, emptyRow, hundredths } from "./row.ts";
import type { ServingProcess } from "./start-process.ts";

/** Connections at which every page is measured. */
const CONNECTIONS = [1, 8, 32];
/** At this many a time limit still binds; at more of them requests wait for one another and only the spread is judged. */
const LIMITED_TO = 8;
const MEASURE_MS = 2_500;
const WARM_MS = 2_500;
/** A process that has just started compiles for some two thousand pages. */
const FIRST_WARM_MS = 15_000;
const MOST_RECORDS = 20;

/** HTML of a list of fifty rows, in bytes before compression. */
const LIST_BYTES = 30 * 1024;
/** A page of a list may cost this many times the CPU of the floor. */
const CPU_RATIO = 5;
const LAST_TO_FIRST = 1.5;
const P99_TO_P50 = 4;

/** What the measuring of pages works on. */
export type Stage = {
  server: ServingProcess;
  floor: ServingProcess;
  postmasterPid: number;
  /** Headers of a signed-in member of the cast. */
  headersOf: (persona: string) => Promise<Record<string, string>>;
};

/** Drives a process and tells, beside the times, the CPU of it and PostgreSQL a request. */
export async function driveWithCpu(
  stage: Stage,
  process: ServingProcess,
  connections: number,
  next: (n: number) => Ask,
  accept: (status: number) => boolean = (status) => status === 200,
): Promise<Driven & { cpuMs: number | null }> {
  const before = cpuTime(process.pid, stage.postmasterPid);
  const driven = await drive({ port: process.port, connections, ms: MEASURE_MS, next, accept });
  const after = cpuTime(process.pid, stage.postmasterPid);
  const cpuMs = before === null || after === null ? null : hundredths((after - before) / driven.requests);
  return { ...driven, cpuMs };
}

/** Measures pages one after the other, each list beside its floor; a row for each page and number of connections. */
export async function measurePages(
  stage: Stage,
  pages: readonly Page[],
  say: (line: string) => void,
): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const page of pages) {
    say(page.name);
    const headers = await stage.headersOf(page.persona);
    const { paths, html } = await addressesOf(stage, page, headers);
    const next = (n: number): Ask => ({ path: paths[n % paths.length]!, headers });
    const floor = page.floor && floorOf(page.floor, html);
    const warmMs = rows.length === 0 ? FIRST_WARM_MS : WARM_MS;
    await warm(stage.server, next, warmMs);
    if (floor) await warm(stage.floor, floor, warmMs);
    for (const connections of CONNECTIONS) {
      // Right before and right after: what a machine gives changes within seconds.
      const least = floor && (await driveWithCpu(stage, stage.floor, connections, floor));
      const driven = await driveWithCpu(stage, stage.server, connections, next);
      const again = floor && (await driveWithCpu(stage, stage.floor, connections, floor));
      const row = { ...emptyRow(nameOf(page.name, connections)), ...times(driven), bytes: html.length };
      if (connections <= LIMITED_TO) row.limitP95 = page.limitP95;
      else row.more.p99ToP50 = { value: hundredths(row.p99 / row.p50), limit: P99_TO_P50 };
      if (least && again) {
        const floorMs = hundredths(((least.cpuMs ?? 0) + (again.cpuMs ?? 0)) / 2);
        rows.push({
          ...emptyRow(nameOf(`floor of ${page.name}`, connections)),
          ...times({ ...least, cpuMs: floorMs }),
        });
        row.cpuRatio = row.cpuMs !== null && floorMs > 0 ? hundredths(row.cpuMs / floorMs) : null;
        row.limitCpuRatio = CPU_RATIO;
        row.more.htmlBytes = { value: html.length, limit: LIST_BYTES };
      }
      const first = rows.find((one) => one.name === nameOf(page.first ?? "", connections));
      if (first) row.more.lastToFirst = { value: hundredths(row.p50 / first.p50), limit: LAST_TO_FIRST };
      rows.push(row);
    }
  }
  return rows;
}

const nameOf = (name: string, connections: number) => `${name} c${connections}`;

function times({ p50, p95, p99, rps, errors, cpuMs }: Driven & { cpuMs: number | null }) {
  return { p50, p95, p99, rps, errors, cpuMs };
}

/** The addresses that a page is asked at, and the HTML of the first, uncompressed. */
async function addressesOf(stage: Stage, page: Page, headers: Record<string, string>) {
  const get = async (path: string) => {
    const plain = { ...headers, "Accept-Encoding": "identity" };
    const { status, body } = await send(stage.server.port, new Agent(), { path, headers: plain });
    if (status !== 200) throw new Error(`${path} was answered with ${status}`);
    return body;
  };
  if (typeof page.at === "string") return { paths: [page.at], html: await get(page.at) };
  const found = (await get(page.at.on)).toString().match(page.at.like) ?? [];
  const paths = [...new Set(found)].slice(0, MOST_RECORDS);
  if (paths.length === 0) throw new Error(`${page.at.on} shows no record to measure`);
  return { paths, html: await get(paths[0]!) };
}

/** Asks a while before anything is measured: a process that has just started compiles, and knows nothing yet. */
export const warm = (process: ServingProcess, next: (n: number) => Ask, ms = WARM_MS) =>
  drive({ port: process.port, connections: 8, ms, next, accept: () => true });

/** The floor of a list: the same fifty rows by key, rendered by React alone. */
function floorOf(list: FloorList, html: Buffer): () => Ask {
  const found = html.toString().match(new RegExp(`href="/${list}/\\d+"`, "g")) ?? [];
  const keys = [...new Set(found)].map((link) => /\d+/.exec(link)![0]);
  return () => ({ path: `/${list}?keys=${keys.join(",")}` });
}
