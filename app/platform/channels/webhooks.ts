import { createHmac } from "node:crypto";
import { CARRY_TIMEOUT_MS, type Carrier, type Message } from "./channel.ts";

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body,
    redirect: "error",
    signal: AbortSignal.timeout(CARRY_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the address answered ${response.status}`);
  return response.json().catch(() => null);
}

/** Robots answer 200 with a code of their own when they refuse. */
function refuseUnlessTaken(answer: unknown): void {
  const { errcode, errmsg } = (answer ?? {}) as { errcode?: number; errmsg?: string };
  if (errcode !== undefined && errcode !== 0) throw new Error(`refused with ${errcode}: ${errmsg ?? ""}`);
}

const markdown = ({ subject, text, url }: Message) => `**${subject}**\n\n${text}\n\n${url}`;

/** A robot of a WeCom 企业微信 group, by its webhook address. */
export function wecomCarrier(url: string): Carrier {
  return {
    personal: false,
    async carry(message) {
      const body = { msgtype: "markdown", markdown: { content: markdown(message) } };
      refuseUnlessTaken(await post(url, JSON.stringify(body)));
    },
  };
}

/** A robot of a DingTalk 钉钉 group; with a secret its address is signed anew for each message, as DingTalk asks. */
export function dingtalkCarrier(url: string, secret?: string): Carrier {
  return {
    personal: false,
    async carry(message) {
      const address = new URL(url);
      if (secret !== undefined) {
        const timestamp = String(Date.now());
        address.searchParams.set("timestamp", timestamp);
        address.searchParams.set(
          "sign",
          createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64"),
        );
      }
      const body = { msgtype: "markdown", markdown: { title: message.subject, text: markdown(message) } };
      refuseUnlessTaken(await post(address.href, JSON.stringify(body)));
    },
  };
}

/** Any other receiver: JSON, signed with HMAC-SHA256 over `timestamp.body` in `X-Liaison-Signature`. */
export function webhookCarrier(url: string, secret?: string): Carrier {
  return {
    personal: false,
    async carry({ subject, text, url: link }) {
      const body = JSON.stringify({ subject, text, url: link });
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers: Record<string, string> = { "X-Liaison-Timestamp": timestamp };
      if (secret !== undefined)
        headers["X-Liaison-Signature"] = createHmac("sha256", secret)
          .update(`${timestamp}.${body}`)
          .digest("hex");
      await post(url, body, headers);
    },
  };
}
