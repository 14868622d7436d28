import { Agent } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { drive, send } from "#app/cli/bench/drive.ts";
import type { Stage } from "#app/cli/bench/measure-pages.ts";
import { type BenchRow, emptyRow, percentile } from "#app/cli/bench/row.ts";

/** Pages that an office looks at meanwhile, in turn. */
const PAGES = ["/desk", "/firms", "/issues", "/plans", "/deputies"];
const CONNECTIONS = [1, 4];
/** Source: the issue on pairing, pages stay quick while a draft is being computed. */
const LIMIT_MS = 150;
/** Whole-city drafts, one after the other, during which the pages are asked. */
const DRAFTS = 4;
const LOOK_MS = 400;
const WARM_MS = 3_000;
/** No row takes longer, whatever happens to the drafts. */
const LONGEST_MS = 180_000;
const EXPLAINED_FOR_MS = 2_500;
const PLAN_ROUTE = encodeURIComponent("routes/_desk.plans.$planId._index");

/**
 * How long pages take while the server computes drafts of the whole city in its worker, one after the other without a pause; the time of
 * one draft beside it; then the pages that explain firms of the last of these plans. A draft that does not come to its end is a fault.
 */
export async function measureBeside(stage: Stage, say: (line: string) => void): Promise<BenchRow[]> {
  const { port } = stage.server;
  const headers = await stage.headersOf("city_supervisor");
  const agent = new Agent({ keepAlive: true });
  const next = (n: number) => ({ path: PAGES[n % PAGES.length]!, headers });
  const accept = (status: number) => status === 200;
  await drive({ port, connections: 4, ms: WARM_MS, next, accept });
  const rows: BenchRow[] = [];
  let plan = "";
  for (const connections of CONNECTIONS) {
    say(`pages beside drafts c${connections}`);
    let over = false;
    const drafts = (async () => {
      const taken: number[] = [];
      try {
        while (taken.length < DRAFTS) {
          const begun = performance.now();
          plan = await draft(port, agent, headers);
          taken.push(performance.now() - begun);
        }
      } finally {
        over = true;
      }
      return taken.sort((a, b) => a - b);
    })();
    const asked = { port, connections, ms: LONGEST_MS, next, accept, isOver: () => over };
    const [{ p50, p95, p99, rps, errors }, taken] = await Promise.all([drive(asked), drafts]);
    const row = { ...emptyRow(`pages beside drafts c${connections}`), p50, p95, p99, rps, errors };
    row.limitP95 = LIMIT_MS;
    row.more.draftMs = { value: percentile(taken, 0.5), limit: null };
    rows.push(row);
  }
  rows.push(await measureExplained(port, agent, headers, plan));
  agent.destroy();
  return rows;
}

/** The pages of firms whose liaison the plan changes, one after the other; the first, which solves the plan again, is not counted. */
async function measureExplained(
  port: number,
  agent: Agent,
  headers: Record<string, string>,
  plan: string,
): Promise<BenchRow> {
  const plain = { ...headers, "Accept-Encoding": "identity" };
  const { body } = await send(port, agent, { path: plan, headers: plain });
  const paths = [...new Set(body.toString().match(new RegExp(`${plan}/firms/\\d+`, "g")) ?? [])];
  if (paths.length === 0) throw new Error(`${plan} changes nothing that could be explained`);
  await send(port, agent, { path: paths[0]!, headers });
  const next = (n: number) => ({ path: paths[n % paths.length]!, headers });
  const ms = EXPLAINED_FOR_MS;
  const driven = await drive({ port, connections: 1, ms, next, accept: (status) => status === 200 });
  const { p50, p95, p99, rps, errors } = driven;
  return { ...emptyRow("explanation page c1"), p50, p95, p99, rps, errors, limitP95: LIMIT_MS };
}

/** Starts a draft as the form does and looks until it is there; answers with its address. */
async function draft(port: number, agent: Agent, headers: Record<string, string>): Promise<string> {
  const { status, answer } = await send(port, agent, {
    path: "/plans?index",
    method: "POST",
    headers: {
      ...headers,
      Origin: `http://127.0.0.1:${port}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ mode: "reoptimise", countyCode: "" }).toString(),
  });
  const at = answer.headers.location ?? "";
  if (!at.startsWith("/plans/")) throw new Error(`the draft was answered with ${status}`);
  for (;;) {
    await delay(LOOK_MS);
    const plain = { ...headers, "Accept-Encoding": "identity" };
    const { body } = await send(port, agent, { path: `${at}?_data=${PLAN_ROUTE}`, headers: plain });
    const { plan } = JSON.parse(body.toString()) as { plan: { state: string; stalled?: boolean } };
    if (plan.state === "draft") return at;
    if (plan.state !== "drafting" || plan.stalled) throw new Error(`the draft ended as ${plan.state}`);
  }
}
