import {
  explainFirm,
  type FirmExplained,
  type NamedAlternative,
} from "#app/features/pairings/registers/explain-firm.query.server.ts";
import { type CliSession, onInstallation } from "./session.ts";

/** `pair explain FIRM`: why a repair gives the firm (number or USCC) this deputy, the next three and their exact price. */
export const pairExplain = onInstallation(["county"], [], async ({ ctx, args, json, out, say }) => {
  const [firm] = args.words;
  if (firm === undefined || args.words.length > 1) {
    out.stderr(say("cli.explainUsage"));
    return 2;
  }
  const result = await explainFirm(ctx, { firm, countyCode: args.options.get("county") ?? null });
  if (!result.ok) {
    out.stderr(say.refusal(result.error));
    if (json) out.stdout(JSON.stringify({ error: result.error }));
    return 1;
  }
  if (json) out.stdout(JSON.stringify(result.value));
  else for (const line of worded(result.value, say)) out.stdout(line);
  return 0;
});

function worded(explained: FirmExplained, say: CliSession["say"]): string[] {
  const { firm, deputy, cost, alternatives, without, pinned } = explained;
  const nameOf = (one: NamedAlternative["deputy"]) =>
    one === null ? say("cli.nobody") : `${one.name} (${one.id})`;
  const priced = (one: NamedAlternative) =>
    say("cli.explainOther", { deputy: nameOf(one.deputy), price: one.price, count: one.moved });
  return [
    say("cli.explainPair", { firm: `${firm.name} (${firm.id})`, deputy: nameOf(deputy) }),
    ...(pinned ? [say("cli.explainPinned")] : []),
    ...(cost === null ? [] : [say("cli.explainCost", cost)]),
    ...alternatives.map(priced),
    ...(without === null ? [] : [priced(without)]),
  ];
}
