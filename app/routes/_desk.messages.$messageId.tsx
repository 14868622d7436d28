import { json, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { IssueDuplicates } from "#app/features/issues/components/issue-duplicates.tsx";
import { findDuplicatesOfNew } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { raisePassedOn } from "#app/features/issues/raise-issue.command.server.ts";
import { MessageRecord } from "#app/features/messages/components/message-record.tsx";
import { getMessage } from "#app/features/messages/get-message.query.server.ts";
import {
  giveMessageCommand,
  passOnMessage,
} from "#app/features/messages/give-message-command.command.server.ts";
import { reissueLink } from "#app/features/messages/links/reissue-link.command.server.ts";
import {
  MESSAGE_FORM_COMMANDS,
  type MessageFormOf,
  messageCommandSchema,
  reissueSchema,
} from "#app/features/messages/message.schema.ts";
import { MESSAGE_READERS } from "#app/features/messages/message-lists.ts";
import { answerInvalid, answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle<{ message: { number: string } }>((data) => data.message.number);

const POLICY = { roles: MESSAGE_READERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, params }) => {
  const message = found(await getMessage(ctx, idParam(params.messageId)));
  const passesOn = message.firm !== null && message.commands.includes("pass_on");
  const duplicates = passesOn
    ? await findDuplicatesOfNew(ctx, {
        firmId: message.firm!.firmId,
        categoryCode: null,
        title: message.title,
        body: message.words,
      })
    : [];
  return { message, duplicates, mayOpenIssue: actor.role !== "deputy" || !message.direct };
});

export const action = guardedAction(
  { ...POLICY, audit: "message.command" },
  async ({ ctx, params, request, services }) => {
    const messageId = idParam(params.messageId);
    const typed = await typedIn(request);
    found(await getMessage(ctx, messageId));
    if (typed.command === "reissue") {
      const parsed = await parseForm(request, reissueSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const given = await reissueLink(ctx, parsed.key, { messageId });
      if (!given.ok) return answerRefused(given, typed);
      return json({ ok: true as const, link: `${services.origin}/s/${given.value.token}` });
    }
    const command = MESSAGE_FORM_COMMANDS.find((one) => one === typed.command);
    if (command === undefined) return answerInvalid("command", typed);
    const parsed = await parseForm(request, messageCommandSchema(command));
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { command: _command, version, ...form } = parsed.value;
    const on = { key: parsed.key, messageId, version: Number(version) };
    const given =
      command === "pass_on"
        ? await passOnMessage(ctx, on, form as MessageFormOf<"pass_on">, raisePassedOn(ctx))
        : await giveMessageCommand(ctx, on, command, form as never);
    if (!given.ok) return answerRefused(given, typed);
    services.wakeSweep();
    const done = flash(command === "pass_on" ? "message.done.passedOn" : "message.done", {
      number: given.value.number,
    });
    const seen = (await getMessage(ctx, messageId)).ok;
    return redirect(seen ? `/messages/${messageId}` : "/messages", {
      status: 303,
      headers: { "Set-Cookie": done },
    });
  },
);

export default function Message() {
  const { duplicates, ...page } = useLoaderData<typeof loader>();
  const { number, title, words } = page.message;
  return (
    <MessageRecord
      {...page}
      answer={useActionData<typeof action>()}
      duplicates={<IssueDuplicates duplicates={duplicates} mayMerge={false} own={{ number, title, words }} />}
    />
  );
}
