import { ok, type Result } from "#app/domain/result.ts";
import {
  type Decided,
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";
import { verdicts } from "#db/schema/answers.ts";
import { networkMark } from "#db/writes/network-mark.ts";

const POINTS = { satisfied: 3, basically: 2, dissatisfied: 1 } as const;

type Verdict = FormOf<"say">;

/** The firm's word on the answer 办理结果评价: solved, partly (what remains, by when), understood, or not solved. */
export function confirmAnswer(ctx: Ctx, on: OnIssue, form: Verdict): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.say",
    content: form,
    command: (_tx, issue) =>
      ok({
        kind: "say",
        say: form.say,
        result: form.rating ?? null,
        attitude: form.attitude ?? null,
        ...remaining(form, issue.facts.confidentiality),
      }),
    beside: (decided) => keepVerdict(ctx, decided, form, ctx.actor.kind === "person" ? "login" : "link"),
  });
}

/** What a call-back 回访 found, by a deputy without conflict, a clerk or a supervisor; the firm may correct it. */
export function recordCall(ctx: Ctx, on: OnIssue, form: FormOf<"record_call">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.record_call",
    content: form,
    command: (_tx, issue) =>
      ok({
        kind: "record_call",
        result: form.say,
        rating: form.rating ?? null,
        attitude: form.attitude ?? null,
        ...remaining(form, issue.facts.confidentiality),
      }),
    beside: (decided) => keepVerdict(ctx, decided, form, "call_back"),
  });
}

/** The log must not quote a shielded firm: there it only notes that something remains; the words stand with the verdict. */
function remaining(form: Verdict, confidentiality: string) {
  const quoted = confidentiality === "open" ? form.remains : form.remains && "…";
  return { remains: quoted || null, wantedOn: form.wantedOn ?? null };
}

async function keepVerdict(
  ctx: Ctx,
  { tx, now, issue }: Decided,
  form: Verdict,
  channel: "login" | "link" | "call_back",
): Promise<Result<true>> {
  await tx.insert(verdicts).values({
    issueId: issue.issueId,
    round: issue.facts.round,
    verdict: form.say,
    resultRating: form.rating ? POINTS[form.rating] : null,
    attitudeRating: form.attitude ? POINTS[form.attitude] : null,
    channel,
    words: [form.words, form.remains].filter(Boolean).join("\n"),
    givenBy: ctx.actor.kind === "person" ? ctx.actor.userId : null,
    network: channel === "call_back" ? null : networkMark(ctx.network),
    givenAt: now,
  });
  return ok(true);
}
