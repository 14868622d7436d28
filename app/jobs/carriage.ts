import type {
  Carriage,
  CarriedNotice,
  Outgoing,
} from "#app/features/channels/carry-deliveries.command.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { isLocale } from "#app/i18n/locale.ts";
import { noticeClock, noticeKind, noticeLevel } from "#app/i18n/notice-words.ts";
import type { Translator } from "#app/i18n/translator.ts";
import type { Carrier, Message } from "#app/platform/channels/channel.ts";

/** One line of a message: what happened to which number. Titles and names stay in the app, behind a sign-in. */
function lineOf(t: Translator, notice: CarriedNotice): string {
  const { number, facts } = notice;
  const about = number ?? (typeof facts.number === "string" ? facts.number : null);
  return [noticeKind(t, notice), noticeLevel(t, notice), noticeClock(t, notice), about]
    .filter((part) => part !== null)
    .join(" · ");
}

/** A message in the reader's language; several notices become one. */
export function messageOf({ to, locale, notices }: Outgoing, origin: string): Message {
  const t = translator(isLocale(locale) ? locale : "zh-CN");
  const lines = notices.map((notice) => lineOf(t, notice));
  const [only] = lines;
  const subject = lines.length === 1 && only ? only : t("channel.message.several", { count: lines.length });
  return {
    to,
    subject: `${t("common.productName")}：${subject}`,
    text: lines.join("\n"),
    url: `${origin}/notices`,
  };
}

/** The configured channels as the feature carries by them. */
export function carriageOf(carriers: ReadonlyMap<string, Carrier>, origin: string): Carriage {
  return {
    names: [...carriers.keys()],
    personal: (channel) => carriers.get(channel)?.personal ?? true,
    async carry(channel, outgoing) {
      const carrier = carriers.get(channel);
      if (carrier === undefined) throw new Error("the channel is no longer configured");
      await carrier.carry(messageOf(outgoing, origin));
    },
  };
}
