import { createTransport } from "nodemailer";
import { CARRY_TIMEOUT_MS, type Carrier } from "./channel.ts";

/** Mail over SMTP; `url` is `smtp://user:password@host:port` or `smtps://…`, `from` the sender's address. */
export function mailCarrier(url: string, from: string): Carrier {
  const transport = createTransport({
    url,
    connectionTimeout: CARRY_TIMEOUT_MS,
    greetingTimeout: CARRY_TIMEOUT_MS,
    socketTimeout: CARRY_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    personal: true,
    async carry({ to, subject, text, url: link }) {
      await transport.sendMail({ from, to, subject, text: `${text}\n\n${link}` });
    },
  };
}
