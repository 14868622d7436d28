import { json, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { IntakeForm } from "#app/features/messages/components/intake-form.tsx";
import { findCode } from "#app/features/messages/intake/find-code.query.server.ts";
import { receiveMessage } from "#app/features/messages/intake/receive-message.command.server.ts";
import { intakeSchema } from "#app/features/messages/message.schema.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerRefused } from "#app/http/answer-form.server.ts";
import { useNonce } from "#app/http/page/nonce.tsx";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { fitForm, readWithPhotos } from "#app/http/upload/parse-with-photos.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };

type Page = { owner: { kind: "deputy" | "station"; name: string; place: string } };
export const meta = pageTitle<Page>(({ owner }, t) => t(`intake.title.${owner.kind}`, { name: owner.name }));

const POLICY = { roles: "public", scope: "none" } as const;
const LIMITS = { photos: 3, megabytes: 12, wholeMegabytes: 38 };

export const loader = guardedLoader(POLICY, async ({ ctx, params, services }) => {
  const code = await findCode(ctx, params.code ?? "");
  if (!code) throw new Response(null, { status: 404 });
  const { kind, name, place } = code;
  return { owner: { kind, name, place }, opened: await services.clock.now() };
});

export const action = guardedAction(
  { ...POLICY, audit: "message.receive" },
  async ({ ctx, params, request, context, services }) => {
    const code = params.code ?? "";
    const read = await readWithPhotos(request, LIMITS);
    if (!(await findCode(ctx, code))) throw new Response(null, { status: 404 });
    const parsed = fitForm(read, intakeSchema);
    if (!read.ok || !parsed.ok)
      return answerRefused(formRefusal(parsed as never), parsed.ok ? {} : parsed.typed);
    const { key, value: form } = parsed;
    const received = await receiveMessage(ctx, { key, code, address: context.address, form });
    if (!received.ok) {
      const { website: _website, opened: _opened, sealed, direct, ...texts } = form;
      const ticks = { ...(sealed ? { sealed: "on" } : {}), ...(direct ? { direct: "on" } : {}) };
      const answer = answerRefused(received, { ...texts, ...ticks });
      if (received.error.code !== "message.too_many") return answer;
      const wait = (received.error.facts as { minutes: number }).minutes * 60;
      return json(await answer.json(), { status: 429, headers: { "Retry-After": String(wait) } });
    }
    services.wakeSweep();
    const { messageId, token } = received.value;
    const sender = { ...ctx, actor: { kind: "anonymous", link: { messageId, issueId: null } } as const };
    const subject = { kind: "message", messageId } as const;
    let refused: string | null = read.refused;
    for (const content of read.photos) {
      const stored = await storeFile(sender, {
        fileId: fileIdOf(sender, subject, content),
        subject,
        content,
      });
      if (!stored.ok) refused = stored.error.code;
    }
    return redirect(`/s/${token}?sent=1${refused === null ? "" : `&photo=${refused}`}`, 303);
  },
);

export default function Intake() {
  const t = useT();
  const nonce = useNonce();
  const { owner, opened } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PlainPage product={t("common.productName")} settings={<PageSettings />} footer={t("intake.help")}>
      <IntakeForm owner={owner} opened={opened} errors={formErrors(t, answer)} typed={answer?.typed} />
      <script src="/intake.js" nonce={nonce} defer />
    </PlainPage>
  );
}

/** A code that was revoked says so and where to go. */
export function ErrorBoundary() {
  const t = useT();
  return (
    <PlainPage product={t("common.productName")} settings={<PageSettings />}>
      <PlainTitle title={t("intake.gone")} lead={t("intake.goneBody")} />
    </PlainPage>
  );
}
