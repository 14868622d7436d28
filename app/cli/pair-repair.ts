import { randomUUID } from "node:crypto";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { onInstallation } from "./session.ts";

/**
 * `pair repair`: drafts the plan with the fewest changes after departures, closures and new firms, stored like any other, and
 * prints its number, the changes and the fewest that the hard rules alone force.
 */
export const pairRepair = onInstallation(["county"], [], async ({ ctx, args, json, out, say }) => {
  const input = { countyCode: args.options.get("county") ?? null, mode: "repair" as const };
  const result = await draftPlan(ctx, randomUUID(), input, computeHere);
  const plan = result.ok ? await findPlan(ctx, result.value.planId, null) : undefined;
  if (!result.ok) {
    out.stderr(say.refusal(result.error));
    if (json) out.stdout(JSON.stringify({ error: result.error }));
    return 1;
  }
  const { planId } = result.value;
  const { changed = 0, changedMinimum = 0, unpaired = 0 } = plan?.figures ?? {};
  out.stdout(
    json
      ? JSON.stringify({ planId, ...plan?.figures })
      : say("cli.repairProposed", { planId, changed, minimum: changedMinimum, unpaired }),
  );
  if (!json) out.stderr(say("cli.planDrafted", { planId }));
  return 0;
});
