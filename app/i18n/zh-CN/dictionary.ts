import { account } from "./account.ts";
import { cli } from "./cli.ts";
import { common } from "./common.ts";
import { time } from "./time.ts";

/** The source of the keys: one line a noun. */
export const zhCN = {
  ...account,
  ...cli,
  ...common,
  ...time,
};

export type Messages = typeof zhCN;
export type MessageKey = keyof Messages;
