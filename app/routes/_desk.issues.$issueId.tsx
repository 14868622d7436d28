import { json, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { prepareRelayed, RELAY_LIMITS } from "#app/features/files/relay-files.command.server.ts";
import { IssueRecord } from "#app/features/issues/components/issue-record.tsx";
import { findDuplicates } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import {
  commandSchema,
  FORM_COMMANDS,
  type FormCommand,
  type FormOf,
} from "#app/features/issues/issue.schema.ts";
import { ISSUE_ACTORS, ISSUE_READERS } from "#app/features/issues/issue-roles.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { listFormChoices } from "#app/features/issues/queries/list-units.query.server.ts";
import { findSimilarAnswers } from "#app/features/issues/queries/similar-answers.query.server.ts";
import { GiveLink } from "#app/features/messages/components/give-link.tsx";
import { reissueLink } from "#app/features/messages/links/reissue-link.command.server.ts";
import { reissueSchema } from "#app/features/messages/message.schema.ts";
import { answerInvalid, answerRefused, found, typedOf } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { fitForm, readWithPhotos } from "#app/http/upload/parse-with-photos.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { shanghaiDay } from "#app/i18n/format.ts";
import type { Ctx } from "#db/client.ts";

export const meta = pageTitle<{ issue: { number: string } }>((data) => data.issue.number);

/** Only a handler's form brings files along. */
const WORDS_ONLY = { photos: 0, megabytes: 0, wholeMegabytes: 0.25 };
/** Who gives a firm a lost status link anew, face to face. */
const LINK_GIVERS = ["deputy", "station_clerk", "township_officer"] as const;

export const loader = guardedLoader(
  { roles: ISSUE_READERS, scope: "rows" },
  async ({ ctx, actor, params }) => {
    const issueId = idParam(params.issueId);
    const issue = found(await getIssue(ctx, issueId));
    const offering = <T,>(command: FormCommand, list: (ctx: Ctx, issueId: number) => Promise<T[]>) =>
      issue.commands.includes(command) ? list(ctx, issueId) : Promise.resolve<T[]>([]);
    const [choices, duplicates, similar] = await Promise.all([
      listFormChoices(ctx, issueId, Object.values(issue.fields).flat()),
      offering("merge", findDuplicates),
      offering("draft_answer", findSimilarAnswers),
    ]);
    const givesLink = LINK_GIVERS.some((role) => role === actor.role);
    const printedAt = await ctx.clock.now();
    const today = shanghaiDay(new Date(printedAt));
    return { issue, choices, duplicates, similar, givesLink, today, printedAt, printedBy: actor.name };
  },
);

export const action = guardedAction(
  { roles: ISSUE_ACTORS, scope: "rows", audit: "issue.command" },
  async ({ ctx, actor, params, request, services }) => {
    const issueId = idParam(params.issueId);
    const read = await readWithPhotos(request, actor.role === "handler" ? RELAY_LIMITS : WORDS_ONLY);
    if (!read.ok) return answerRefused(formRefusal(read), read.typed);
    const typed = typedOf(read.form);
    if (typed.command === "reissue") {
      if (!LINK_GIVERS.some((role) => role === actor.role)) return answerInvalid("command", typed);
      const parsed = fitForm(read, reissueSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const given = await reissueLink(ctx, parsed.key, { issueId });
      if (!given.ok) return answerRefused(given, typed);
      return json({ ok: true as const, link: `${services.origin}/s/${given.value.token}` });
    }
    const command = FORM_COMMANDS.find((one) => one === typed.command);
    if (command === undefined) return answerInvalid("command", typed);
    const parsed = fitForm(read, commandSchema(command));
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { command: _command, version, ...form } = parsed.value;
    const hasFiles = read.photos.length > 0 || read.refused !== null;
    if (hasFiles && command !== "record_contact") return answerInvalid("photo", typed);
    const along = hasFiles ? await prepareRelayed(ctx, issueId, read) : undefined;
    if (along && !along.ok) return answerRefused(along, typed);
    const on = { key: parsed.key, issueId, version: Number(version), along: along?.value };
    const given = await giveCommand(ctx, on, command, form as FormOf<FormCommand> as never);
    if (!given.ok) return answerRefused(given, typed);
    services.wakeSweep();
    return redirect(`/issues/${issueId}`, {
      status: 303,
      headers: { "Set-Cookie": flash("issue.page.done", { number: given.value.number }) },
    });
  },
);

export default function Issue() {
  const { issue, choices, duplicates, similar, givesLink, today, ...print } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const answer = useActionData<typeof action>();
  return (
    <IssueRecord
      issue={issue}
      choices={choices}
      duplicates={duplicates}
      similar={similar}
      today={today}
      answer={answer}
      printed={t("shell.printed", { when: formatInstant(print.printedAt), who: print.printedBy })}
      link={
        givesLink ? (
          <GiveLink number={issue.number} link={answer && "link" in answer ? answer.link : null} />
        ) : null
      }
    />
  );
}
