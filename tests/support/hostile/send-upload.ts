import { randomUUID } from "node:crypto";
import { DEPUTY_CODE } from "#tests/support/message-desk.ts";
import type { ServedOffice } from "#tests/support/served-office.ts";

export type Kept = { file_id: string; mime: string; content: Buffer };
/** How an upload was answered, and what is stored of it. */
export type Sent = { status: number; said: string; kept: Kept[] };

/** Where uploads are sent: an office and who asks its server, at which origin. */
export type Receiver = Pick<ServedOffice, "office" | "origin" | "ask">;

/** A file as a browser sends it, with a name and a kind that lie. */
const liar = (bytes: Buffer) => new File([new Uint8Array(bytes)], "../../photo.jpg", { type: "image/jpeg" });
const ours = (origin: string) => ({ "Sec-Fetch-Site": "same-origin", Origin: origin });

async function keptOf({ office }: Receiver, kind: string, subject: string): Promise<Kept[]> {
  return office.owner.begin(async (sql) => {
    await sql`select set_config('app.actor_kind', 'system', true)`;
    return [
      ...(await sql<Kept[]>`
        select file_id, mime, content from files where subject_kind = ${kind}
          and subject_id = (select ${sql.unsafe(subject)})`),
    ];
  });
}

/** Sends an upload as the photo of a contact of its own. */
export async function sendAsPhoto(to: Receiver, bytes: Buffer): Promise<Sent> {
  const headers = { ...ours(to.origin), Accept: "application/json" };
  const contactId = randomUUID();
  const logged = await to.ask("deputy", "/contacts/log", {
    method: "POST",
    headers,
    body: new URLSearchParams({
      contactId,
      firmId: String(to.office.firms.shop),
      happenedOn: "2026-11-24",
      internalNote: "带照片",
    }),
  });
  if (logged.status !== 200) throw new Error(`the contact was answered with ${logged.status}`);
  const body = new FormData();
  body.append("photo", liar(bytes));
  const sent = await to.ask("deputy", `/contacts/${contactId}/photos`, { method: "POST", headers, body });
  const kept = await keptOf(to, "contact", `contact_no from contacts where contact_id = '${contactId}'`);
  return { status: sent.status, said: await sent.text(), kept };
}

/** Sends an upload along with a message to the deputy's code; whatever becomes of it, the words arrive. */
export async function sendAsPaper(to: Receiver, bytes: Buffer): Promise<Sent> {
  await to.office.owner`delete from intake_limits`;
  const words = `带附件的来信 ${randomUUID()}`;
  const body = new FormData();
  for (const [name, value] of Object.entries({ words, phone: "13800000000", key: randomUUID() }))
    body.append(name, value);
  body.append("photo", liar(bytes));
  const sent = await to.ask("anonymous", `/q/${DEPUTY_CODE}`, {
    method: "POST",
    headers: ours(to.origin),
    body,
  });
  if (sent.status !== 303) throw new Error(`the message was answered with ${sent.status}`);
  const page = await to.ask("anonymous", sent.headers.get("location") ?? "");
  const kept = await keptOf(to, "message", `message_id from messages where words = '${words}'`);
  return { status: page.status, said: await page.text(), kept };
}
