import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { numbersFrom, randomProblem } from "./random-problem.ts";
import { type Outcome, outcomeOf } from "./solve-beside.ts";

const FILE = new URL("./solve-beside.ts", import.meta.url).href;
const STARTER = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(FILE)}); });`;

function solvedBeside(problems: unknown): Promise<Outcome[]> {
  const worker = new Worker(STARTER, { eval: true, execArgv: [], workerData: { problems } });
  return new Promise<Outcome[]>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  }).finally(() => worker.terminate());
}

const problems = Array.from({ length: 30 }, (_, n) => {
  const problem = randomProblem(n + 1, { deputies: 30, firms: 100 });
  return { ...problem, cost: { ...problem.cost, keep: 1 + numbersFrom(n).below(200) } };
});

test("the same problem and the same starting tree give the same plan, again and in a worker thread", async () => {
  const here = problems.map(outcomeOf);
  expect(structuredClone(problems).map(outcomeOf)).toEqual(here);
  expect([...problems].reverse().map(outcomeOf).reverse()).toEqual(here);
  expect(await solvedBeside(problems)).toEqual(here);
}, 120_000);
