import { curveKeeps, readRegistered } from "#app/features/pairings/registers/read-registered.query.server.ts";
import { curveHere } from "#app/features/pairings/solve-registered.server.ts";
import { onInstallation } from "./session.ts";

/**
 * `pair curve`: how many pairs of today change, what the plan costs without the weight, and the least that any plan with so few
 * changes can cost, for each weight `keep` of today's pairs (`--keep 0,100,1500` names them). Nothing is stored.
 */
export const pairCurve = onInstallation(["county", "keep"], [], async ({ ctx, args, json, out, say }) => {
  const asked = args.options.get("keep")?.split(",").map(Number);
  if (asked?.some((keep) => !Number.isSafeInteger(keep) || keep < 0 || keep > 2 ** 28)) {
    out.stderr(say("cli.curveUsage"));
    return 2;
  }
  const read = await readRegistered(ctx, args.options.get("county") ?? null);
  if (!read.ok) {
    out.stderr(say.refusal(read.error));
    if (json) out.stdout(JSON.stringify({ error: read.error }));
    return 1;
  }
  const { problem } = read.value;
  const points = curveHere(problem, asked ?? curveKeeps(problem));
  if (json) {
    out.stdout(JSON.stringify({ firms: problem.firms.township.length, points }));
    return 0;
  }
  const columns = ["keep", "changed", "cost", "bound"] as const;
  const lines = [
    columns as readonly string[],
    ...points.map((point) => columns.map((name) => String(point[name]))),
  ];
  for (const line of lines) out.stdout(line.map((cell) => cell.padStart(14)).join(""));
  return 0;
});
