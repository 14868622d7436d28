import { findActorByLogin } from "#app/features/accounts/find-actor.query.server.ts";
import { listPersonas } from "#app/features/accounts/list-personas.query.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { getRehearsal } from "#app/features/rules/get-rehearsal.query.server.ts";
import { getRules } from "#app/features/rules/get-rules.query.server.ts";
import { openRehearsal } from "#app/features/rules/open-rehearsal.command.server.ts";
import { runRehearsal } from "#app/features/rules/run-rehearsal.command.server.ts";
import { replayInWorkers } from "#app/features/rules/worker/replay-in-workers.server.ts";
import { type BenchRow, emptyRow, hundredths } from "./row.ts";

/** Milliseconds in which the full history is replayed under changed rules. Source: the issue on escalation. */
const LIMIT_MS = 30_000;

/** One rehearsal of the whole recorded history, with deadlines and ladder changed, as the city supervisor asks for it. */
export async function measureRehearsal({ ctx, urls }: Installation): Promise<BenchRow[]> {
  const cast = await listPersonas(ctx);
  const login = cast.find(({ persona }) => persona === "city_supervisor")?.login;
  const actor = await findActorByLogin(ctx, login ?? "");
  if (!actor) throw new Error("the measured world has no city supervisor");
  const city = { ...ctx, actor };
  const { deadlines, ladder } = await getRules(city);
  const { days, answerDays } = deadlines;
  const draft = {
    deadlines: { days, answerDays: { ...answerDays, ordinary: Math.max(1, answerDays.ordinary - 5) } },
    ladder: { ...ladder, level2Days: ladder.level2Days - 1 },
    calendar: null,
  };
  const begun = performance.now();
  const opened = await openRehearsal(city, crypto.randomUUID(), { purpose: "bench", draft });
  if (!opened.ok) throw new Error(opened.error.code);
  while (await runRehearsal(ctx, replayInWorkers(urls.appUrl)));
  const ms = hundredths(performance.now() - begun);
  const found = await getRehearsal(city, opened.value.rehearsalId);
  const figures = found.ok ? found.value.figures : null;
  if (!figures) throw new Error("the rehearsal came to no figures");
  const row = emptyRow(`rehearsal of ${figures.issues} issues`);
  return [{ ...row, p50: ms, p95: ms, p99: ms, limitP95: LIMIT_MS }];
}
