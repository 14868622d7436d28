import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useParams } from "@remix-run/react";
import { photoRefusal } from "#app/features/files/photo-refusals.ts";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { IssueStatus } from "#app/features/issues/components/issue-status.tsx";
import { IssueStatusForms } from "#app/features/issues/components/issue-status-forms.tsx";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import {
  commandSchema,
  FORM_COMMANDS,
  type FormCommand,
  type FormOf,
} from "#app/features/issues/issue.schema.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { LinkNote } from "#app/features/messages/components/link-note.tsx";
import {
  MessageSenderForms,
  MessageStatus,
  MessageSteps,
  PressureForm,
} from "#app/features/messages/components/message-status.tsx";
import { getMessage } from "#app/features/messages/get-message.query.server.ts";
import { giveSenderCommand } from "#app/features/messages/give-message-command.command.server.ts";
import { contextOfLink } from "#app/features/messages/links/find-link.query.server.ts";
import {
  pressureSchema,
  SENDER_COMMANDS,
  senderCommandSchema,
} from "#app/features/messages/message.schema.ts";
import { reportPressure } from "#app/features/messages/pressure/report-pressure.command.server.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerInvalid, answerRefused, found } from "#app/http/answer-form.server.ts";
import { useNonce } from "#app/http/page/nonce.tsx";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { fitForm, type ReadForm, readWithPhotos } from "#app/http/upload/parse-with-photos.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { PlainErrorSummary } from "#app/ui/plain/plain-form.tsx";
import { PlainNotice, PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("status.title");

const POLICY = { roles: "public", scope: "own" } as const;
const LIMITS = { photos: 9, megabytes: 20, wholeMegabytes: 40 };
const DONE = ["supply", "say", "contest", "withdraw", "pressure", "other"] as const;
/** What was done, by command; the rest is plainly recorded. */
const DONE_BY: Record<string, (typeof DONE)[number]> = {
  supply: "supply",
  supply_information: "supply",
  add_material: "supply",
  say: "say",
  contest: "contest",
  contest_decline: "contest",
  contest_merge: "contest",
  withdraw: "withdraw",
  pressure: "pressure",
};

type Args = Parameters<Parameters<typeof guardedLoader>[1]>[0];

/** The matter of the address's link, with the context of whoever holds it; without a link there is no page. */
async function matterOf({ ctx, params }: Pick<Args, "ctx" | "params">) {
  const holder = await contextOfLink(ctx, params.token ?? "");
  const link = holder?.actor.kind === "anonymous" ? holder.actor.link : undefined;
  if (!holder || !link) throw new Response(null, { status: 404 });
  return { holder, link };
}

export const loader = guardedLoader(POLICY, async ({ ctx, params, services, url }) => {
  const { holder, link } = await matterOf({ ctx, params });
  const issue = link.issueId === null ? null : found(await getIssue(holder, link.issueId));
  const message = link.messageId === null ? null : found(await getMessage(holder, link.messageId));
  const done = DONE.find((one) => one === url.searchParams.get("done")) ?? null;
  return {
    issue,
    message,
    number: issue?.number ?? message?.number ?? "",
    link: `${services.origin}/s/${params.token}`,
    sent: url.searchParams.has("sent"),
    done,
    photo: photoRefusal(url.searchParams.get("photo")),
  };
});

export const action = guardedAction(
  { ...POLICY, audit: "message.command" },
  async ({ ctx, params, request, services }) => {
    const read = await readWithPhotos(request, LIMITS);
    const { holder, link } = await matterOf({ ctx, params });
    if (!read.ok) return answerRefused(formRefusal(read), read.typed);
    const kind = String(read.form.get("command"));
    const given = await give(holder, link, kind, read);
    if ("response" in given) return given.response;
    services.wakeSweep();
    const photo = given.photo === null ? "" : `&photo=${given.photo}`;
    return redirect(`/s/${params.token}?done=${DONE_BY[kind] ?? "other"}${photo}`, 303);
  },
);

type Matter = Awaited<ReturnType<typeof matterOf>>;
type Given = { response: Response } | { photo: string | null };

/** Gives the command that was sent: of the message while it is one, of the issue afterwards, or the report of pressure. */
async function give(
  holder: Matter["holder"],
  link: Matter["link"],
  kind: string,
  read: Extract<ReadForm, { ok: true }>,
): Promise<Given> {
  const unknown = { response: answerInvalid("command", {}) };
  if (kind === "pressure") {
    const parsed = fitForm(read, pressureSchema);
    if (!parsed.ok) return { response: answerRefused(formRefusal(parsed), parsed.typed) };
    const told = await reportPressure(holder, { key: parsed.key, ...link, words: parsed.value.words });
    return told.ok ? { photo: null } : { response: answerRefused(told, {}) };
  }
  const ofIssue = FORM_COMMANDS.find((one) => one === kind);
  const ofMessage = SENDER_COMMANDS.find((one) => one === kind);
  if (link.issueId !== null && ofIssue !== undefined) {
    const parsed = fitForm(read, commandSchema(ofIssue));
    if (!parsed.ok) return { response: answerRefused(formRefusal(parsed), parsed.typed) };
    const { command: _command, version, ...form } = parsed.value;
    const on = { key: parsed.key, issueId: link.issueId, version: Number(version) };
    const given = await giveCommand(holder, on, ofIssue, form as FormOf<FormCommand> as never);
    if (!given.ok) return { response: answerRefused(given, {}) };
    return { photo: await keep(holder, { kind: "issue", issueId: link.issueId }, read) };
  }
  if (link.issueId !== null || link.messageId === null || ofMessage === undefined) return unknown;
  const parsed = fitForm(read, senderCommandSchema(ofMessage));
  if (!parsed.ok) return { response: answerRefused(formRefusal(parsed), parsed.typed) };
  const on = { key: parsed.key, messageId: link.messageId, version: Number(parsed.value.version) };
  const given = await giveSenderCommand(holder, on, ofMessage, { words: parsed.value.words });
  if (!given.ok) return { response: answerRefused(given, {}) };
  return { photo: await keep(holder, { kind: "message", messageId: link.messageId }, read) };
}

/** Stores what was sent along; answers with the code of what could not be taken. */
async function keep(
  holder: Matter["holder"],
  subject: Parameters<typeof fileIdOf>[1],
  sent: { photos: Uint8Array[]; refused: string | null },
): Promise<string | null> {
  let refused = sent.refused;
  for (const content of sent.photos) {
    const stored = await storeFile(holder, { fileId: fileIdOf(holder, subject, content), subject, content });
    if (!stored.ok) refused = stored.error.code;
  }
  return refused;
}

export default function Status() {
  const t = useT();
  const nonce = useNonce();
  const { token } = useParams();
  const { issue, message, number, link, sent, done, photo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = formErrors(t, answer);
  return (
    <PlainPage product={t("common.productName")} settings={<PageSettings />} footer={t("status.help")}>
      <PlainErrorSummary title={t("form.errorSummary", { count: errors.length })} errors={errors} />
      <PlainTitle
        title={sent ? <SentTitle number={number} /> : t("status.title")}
        lead={sent ? t("status.sentBody") : t("status.number", { number })}
      />
      {done ? <PlainNotice>{t(`status.done.${done}`)}</PlainNotice> : null}
      {photo ? (
        <PlainNotice tone="warn">{t("status.photoRefused", { why: t.refusal(photo) })}</PlainNotice>
      ) : null}
      {sent ? <LinkNote link={link} /> : null}
      {issue ? <IssueStatus issue={issue} filesAt={`/s/${token}/files`} /> : null}
      {message ? issue ? <MessageSteps message={message} /> : <MessageStatus message={message} /> : null}
      {issue ? <IssueStatusForms issue={issue} /> : null}
      {message && !issue ? <MessageSenderForms message={message} /> : null}
      <PressureForm />
      {sent ? null : <LinkNote link={link} />}
      <script src="/intake.js" nonce={nonce} defer />
    </PlainPage>
  );
}

/** The number stays in one piece: it is copied down and read out. */
function SentTitle(props: { number: string }) {
  const t = useT();
  return (
    <>
      {t("status.sentTitle")} <span className="p-whole">{props.number}</span>
    </>
  );
}
