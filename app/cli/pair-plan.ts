import { randomUUID } from "node:crypto";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { onInstallation } from "./session.ts";

/** `pair plan`: drafts a plan of a county or of the city (`--reoptimise` weighs fit over calm) and prints its figures. */
export const pairPlan = onInstallation(["county"], ["reoptimise"], async ({ ctx, args, json, out, say }) => {
  const input = {
    countyCode: args.options.get("county") ?? null,
    mode: args.flags.has("reoptimise") ? ("reoptimise" as const) : ("repair" as const),
  };
  const result = await draftPlan(ctx, randomUUID(), input, computeHere);
  if (!result.ok) {
    out.stderr(say.refusal(result.error));
    return 1;
  }
  const plan = await findPlan(ctx, result.value.planId, null);
  out.stdout(
    json
      ? JSON.stringify({ planId: result.value.planId, ...plan?.figures })
      : JSON.stringify(plan?.figures, null, 2),
  );
  if (!json) out.stderr(say("cli.planDrafted", { planId: result.value.planId }));
  return 0;
});

/** `pair publish PLAN --reason TEXT`: puts a draft in force. */
export const pairPublish = onInstallation(["reason"], [], async ({ ctx, args, json, out, say }) => {
  const planId = Number(args.words[0]);
  const reason = args.options.get("reason");
  if (!Number.isSafeInteger(planId) || !reason) {
    out.stderr(say("cli.publishUsage"));
    return 2;
  }
  const plan = await findPlan(ctx, planId, null);
  const result = await publishPlan(ctx, randomUUID(), { planId, version: plan?.version ?? 0, reason });
  if (!result.ok) {
    out.stderr(say.refusal(result.error));
    if (json) out.stdout(JSON.stringify({ error: result.error }));
    return 1;
  }
  out.stdout(
    json
      ? JSON.stringify(result.value)
      : say("cli.planPublished", { planId, started: result.value.started, ended: result.value.ended }),
  );
  return 0;
});
