import { account } from "./account.ts";
import type { cli } from "./cli.ts";
import { common } from "./common.ts";
import { navigation } from "./navigation.ts";
import { time } from "./time.ts";

/** The source of the keys: one line a noun. Words that no page shows (`cli`) are merged in `dictionaries.ts`. */
export const zhCN = {
  ...account,
  ...common,
  ...navigation,
  ...time,
};

/** Every message of the program, those of no page included. */
export type Messages = typeof zhCN & typeof cli;
export type PageMessageKey = keyof typeof zhCN;
export type MessageKey = keyof Messages;
