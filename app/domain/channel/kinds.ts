/** Channels that carry a notice out of the office; the inbox in the app is always there. */
export const CHANNELS = ["mail", "sms", "wecom", "dingtalk", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Channels that reach a person at an address of their own; the others post into a group's room. */
export const PERSONAL_CHANNELS: readonly Channel[] = ["mail", "sms"];
