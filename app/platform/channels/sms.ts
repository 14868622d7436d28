import type { Carrier } from "./channel.ts";

/** Longest text message. */
const LONGEST = 200;

/**
 * Text messages written to the console instead of a gateway: a provider's adapter has the same shape, `carry({ to, text })`. The number
 * is masked by the log.
 */
export function consoleSmsCarrier(write: (line: string) => void): Carrier {
  return {
    personal: true,
    async carry({ to, subject, text, url }) {
      write(`SMS ${to}: ${`${subject} ${text}`.slice(0, LONGEST)} ${url}`);
    },
  };
}
