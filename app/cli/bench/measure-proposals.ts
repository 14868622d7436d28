import { Agent } from "node:http";
import { send } from "./drive.ts";
import { driveWithCpu, type Stage, warm } from "./measure-pages.ts";
import { type BenchRow, emptyRow } from "./row.ts";

/** Connections at which proposals are asked for, and their limit in milliseconds. Source: the issue on issues. */
const CONNECTIONS = [1, 8];
const PROPOSAL_MS = 150;
const MOST_TEXTS = 20;

/**
 * Asks for the probable duplicates of texts that are about to be raised, as the city supervisor does by sending the form: the words of
 * known issues for their own firms, so that each answer proposes at least that one and none raises anything.
 */
export async function measureProposals(stage: Stage): Promise<BenchRow[]> {
  const headers = await stage.headersOf("city_supervisor");
  const get = async (path: string) => {
    const plain = { ...headers, "Accept-Encoding": "identity" };
    return (await send(stage.server.port, new Agent(), { path, headers: plain })).body.toString();
  };
  const list = await get("/issues?set=closed&cols=unit");
  const issues = [...new Set(list.match(/\/issues\/\d+/g))].slice(0, MOST_TEXTS);
  const forms: string[] = [];
  for (const path of issues) {
    const page = await get(path);
    const firmId = /href="\/firms\/(\d+)"/.exec(page)?.[1];
    const title = /<h1[^>]*>([^<]+)</.exec(page)?.[1];
    // The first paragraph of the first section is the matter in its own words.
    const words = /<section[^>]*>[\s\S]*?<p[^>]*>([^<]+)</.exec(page)?.[1];
    if (!firmId || !title || !words) continue;
    forms.push(new URLSearchParams({ firmId, title, words, confidentiality: "open" }).toString());
  }
  if (forms.length === 0) throw new Error("no issue of the list names a firm and its words");
  const post = {
    ...headers,
    Origin: `http://127.0.0.1:${stage.server.port}`,
    "Content-Type": "application/x-www-form-urlencoded",
  };
  const next = (n: number) => ({
    path: "/issues/new",
    method: "POST",
    headers: post,
    body: forms[n % forms.length]!,
  });
  const rows: BenchRow[] = [];
  await warm(stage.server, next);
  for (const connections of CONNECTIONS) {
    // A page that is not answered with 200 has raised an issue or was refused.
    const driven = await driveWithCpu(stage, stage.server, connections, next);
    const { p50, p95, p99, rps, errors, cpuMs } = driven;
    const name = `proposals for a new text c${connections}`;
    rows.push({ ...emptyRow(name), p50, p95, p99, rps, errors, cpuMs, limitP95: PROPOSAL_MS });
  }
  return rows;
}
