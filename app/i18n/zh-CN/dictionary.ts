import { account } from "./account.ts";
import type { cli } from "./cli.ts";
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

/** The source of the keys: one line a noun. Words that no page shows (`cli`) are merged in `dictionaries.ts`. */
export const zhCN = {
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

/** Every message of the program, those of no page included. */
export type Messages = typeof zhCN & typeof cli;
export type PageMessageKey = keyof typeof zhCN;
export type MessageKey = keyof Messages;
