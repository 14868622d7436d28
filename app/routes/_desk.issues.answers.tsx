import { json } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { takeAnswers } from "#app/features/issues/answers/take-answers.command.server.ts";
import { takeAnswersSchema } from "#app/features/issues/bulk/bulk.schema.ts";
import { TakeAnswers } from "#app/features/issues/components/desk/take-answers.tsx";
import { answerRefused } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { parseUpload } from "#app/http/parse-upload.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("issue.take.title");

const LIMIT_MEGABYTES = 5;
const POLICY = { roles: ["handler"], scope: "rows" } as const;

export const loader = guardedLoader(POLICY, () => Promise.resolve({}));

export const action = guardedAction(
  { ...POLICY, audit: "issue.take_answers" },
  async ({ ctx, request, services }) => {
    const upload = await parseUpload(request, takeAnswersSchema, LIMIT_MEGABYTES);
    if (!upload.ok) return answerRefused(upload, upload.typed);
    const written = upload.value.intent === "write";
    const taken = await takeAnswers(ctx, upload.key, upload.file, written);
    if (!taken.ok) return answerRefused(taken, upload.typed);
    if (written) services.wakeSweep();
    return json({ ok: true as const, taken: taken.value, written });
  },
);

export default function Answers() {
  const answer = useActionData<typeof action>();
  const done = answer && "taken" in answer ? answer : null;
  return <TakeAnswers answer={answer} taken={done?.taken ?? null} written={done?.written ?? false} />;
}
