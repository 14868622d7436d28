import { gunzipSync, gzipSync } from "node:zlib";
import { eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { pairingPlanInputs } from "#db/schema/pairings.ts";
import type { RegisteredProblem } from "./build-problem.server.ts";

/** Keeps the problem a plan was solved from, so that prices and explanations stay those of its day. */
export async function keepInput(tx: Tx, planId: number, registered: RegisteredProblem): Promise<void> {
  const content = gzipSync(JSON.stringify(registered), { level: 4 });
  await tx.insert(pairingPlanInputs).values({ planId, content });
}

/** The problem a plan was solved from; undefined for plans made before it was kept. */
export async function findInput(tx: Tx, planId: number): Promise<RegisteredProblem | undefined> {
  const [row] = await tx.select().from(pairingPlanInputs).where(eq(pairingPlanInputs.planId, planId));
  return row && (JSON.parse(gunzipSync(row.content).toString("utf8")) as RegisteredProblem);
}
