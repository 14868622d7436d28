import { useLoaderData } from "@remix-run/react";
import { TodayPage } from "#app/features/contacts/components/today-page.tsx";
import { getToday } from "#app/features/contacts/list-my-firms.query.server.ts";
import { WaitingMessages } from "#app/features/messages/components/message-list.tsx";
import { listWaitingMessages } from "#app/features/messages/list-messages.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("today.title");

export const loader = guardedLoader({ roles: ["deputy"], scope: "own" }, async ({ ctx, actor }) => ({
  today: await getToday(ctx, actor),
  messages: await listWaitingMessages(ctx, actor),
  name: actor.name,
  who: actor.userId,
}));

export default function Today() {
  const { today, name, messages, who } = useLoaderData<typeof loader>();
  return <TodayPage today={today} name={name} who={who} letters={<WaitingMessages rows={messages} />} />;
}
