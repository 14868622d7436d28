import { useLoaderData } from "@remix-run/react";
import { MessageQueue } from "#app/features/messages/components/message-list.tsx";
import { listMessages } from "#app/features/messages/list-messages.query.server.ts";
import { MESSAGE_READERS, readMessageList } from "#app/features/messages/message-lists.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.messages");

export const loader = guardedLoader(
  { roles: MESSAGE_READERS, scope: "rows" },
  async ({ ctx, actor, url }) => {
    const before = Number(url.searchParams.get("before") ?? url.searchParams.get("after"));
    const from = Number.isSafeInteger(before) && before > 0 && before <= 2_147_483_647 ? before : null;
    return {
      page: await listMessages(ctx, actor, readMessageList(url.searchParams), from),
      first: from === null,
    };
  },
);

export default function Messages() {
  return <MessageQueue {...useLoaderData<typeof loader>()} />;
}
