import type { Message } from "#app/i18n/message.ts";
import type { PageMessageKey } from "#app/i18n/zh-CN/dictionary.ts";
import { account } from "./account.ts";
import { common } from "./common.ts";
import { contacts } from "./contacts.ts";
import { deputies } from "./deputies.ts";
import { desk } from "./desk.ts";
import { escalation } from "./escalation.ts";
import { firms } from "./firms.ts";
import { importing } from "./importing.ts";
import { imports } from "./imports.ts";
import { issue } from "./issue.ts";
import { issuePages } from "./issue-pages.ts";
import { navigation } from "./navigation.ts";
import { pairing } from "./pairing.ts";
import { personas } from "./personas.ts";
import { plan } from "./plan.ts";
import { time } from "./time.ts";

/** English, complete by type: one line a noun. */
export const en: Readonly<Record<PageMessageKey, Message>> = {
  ...account,
  ...common,
  ...plan,
  ...desk,
  ...contacts,
  ...escalation,
  ...firms,
  ...deputies,
  ...imports,
  ...importing,
  ...issue,
  ...issuePages,
  ...navigation,
  ...pairing,
  ...personas,
  ...time,
};
