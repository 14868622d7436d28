import type { Message } from "#app/i18n/message.ts";
import type { PageMessageKey } from "#app/i18n/zh-CN/dictionary.ts";
import { account } from "./account.ts";
import { common } from "./common.ts";
import { contacts } from "./contacts.ts";
import { desk } from "./desk.ts";
import { dutyFile } from "./duty-file.ts";
import { escalation } from "./escalation.ts";
import { firms } from "./firms.ts";
import { issue } from "./issue.ts";
import { issuePages } from "./issue-pages.ts";
import { liaison } from "./liaison.ts";
import { messages } from "./messages.ts";
import { navigation } from "./navigation.ts";
import { time } from "./time.ts";

/** English for every page, complete by type: one line a noun. */
export const en: Readonly<Record<PageMessageKey, Message>> = {
  ...account,
  ...common,
  ...desk,
  ...dutyFile,
  ...contacts,
  ...escalation,
  ...firms,
  ...issue,
  ...issuePages,
  ...liaison,
  ...messages,
  ...navigation,
  ...time,
};
