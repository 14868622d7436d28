import { account } from "./account.ts";
import type { cli } from "./cli.ts";
import { common } from "./common.ts";
import { contacts } from "./contacts.ts";
import { desk } from "./desk.ts";
import type { zhCNDesk } from "./desk-dictionary.ts";
import { dutyFile } from "./duty-file.ts";
import { escalation } from "./escalation.ts";
import { firms } from "./firms.ts";
import type { intake } from "./intake.ts";
import { issue } from "./issue.ts";
import { issuePages } from "./issue-pages.ts";
import { liaison } from "./liaison.ts";
import { messages } from "./messages.ts";
import { navigation } from "./navigation.ts";
import type { personas } from "./personas.ts";
import type { signIn } from "./sign-in.ts";
import { time } from "./time.ts";
import type { visit } from "./visit.ts";

/**
 * The words of every page, phones included: one line a noun. Words that only desks show go to
 * `desk-dictionary.ts`, words that no hydrated page shows to `dictionaries.ts`.
 */
export const zhCN = {
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

/** Every message of the program, those of no page included. */
export type Messages = typeof zhCN &
  typeof zhCNDesk &
  typeof cli &
  typeof intake &
  typeof personas &
  typeof signIn &
  typeof visit;
export type PageMessageKey = keyof typeof zhCN;
export type DeskMessageKey = keyof typeof zhCNDesk;
export type MessageKey = keyof Messages;
