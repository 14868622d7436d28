import type { Message } from "#app/i18n/message.ts";
import type { MessageKey } from "#app/i18n/zh-CN/dictionary.ts";
import { account } from "./account.ts";
import { cli } from "./cli.ts";
import { common } from "./common.ts";
import { time } from "./time.ts";

/** English, complete by type: one line a noun. */
export const en: Readonly<Record<MessageKey, Message>> = {
  ...account,
  ...cli,
  ...common,
  ...time,
};
