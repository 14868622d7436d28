import type { Actor } from "#app/domain/access/actor.ts";
import { type Compute, computeHere, type OpenedDraft } from "#app/features/pairings/compute-draft.server.ts";
import type { OnStep } from "#app/features/pairings/solve-registered.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { databaseClock } from "#db/client.ts";

/** A draft to be computed by whom, at which database; `offsetMs` moves the clock in tests. */
export type DraftQuestion = {
  task: "draft";
  draft: OpenedDraft;
  url: string;
  offsetMs: number;
  actor: Actor;
  requestId?: string;
};

/** Computes a draft over connections of this thread's own. */
export async function draftHere(question: DraftQuestion, onStep: OnStep): ReturnType<Compute> {
  const { draft, url, offsetMs, actor, requestId } = question;
  const db = openDatabase({ url, poolSize: 1, readPoolSize: 1 });
  try {
    const ctx = { db, clock: databaseClock(db, () => offsetMs), actor, requestId };
    return await computeHere(ctx, draft, onStep, new AbortController().signal);
  } finally {
    await db.close();
  }
}
