import type { Env } from "#app/platform/env.ts";
import type { Carrier } from "./channel.ts";
import { mailCarrier } from "./mail.ts";
import { consoleSmsCarrier } from "./sms.ts";
import { dingtalkCarrier, webhookCarrier, wecomCarrier } from "./webhooks.ts";

/** The channels that the environment sets up, by name; none is the usual case of a first start. */
export function configuredCarriers(env: Env, write: (line: string) => void): Map<string, Carrier> {
  const carriers = new Map<string, Carrier>();
  if (env.LIAISON_SMTP_URL)
    carriers.set("mail", mailCarrier(env.LIAISON_SMTP_URL, env.LIAISON_MAIL_FROM ?? "liaison@localhost"));
  if (env.LIAISON_SMS === "console") carriers.set("sms", consoleSmsCarrier(write));
  if (env.LIAISON_WECOM_URL) carriers.set("wecom", wecomCarrier(env.LIAISON_WECOM_URL));
  if (env.LIAISON_DINGTALK_URL)
    carriers.set("dingtalk", dingtalkCarrier(env.LIAISON_DINGTALK_URL, env.LIAISON_DINGTALK_SECRET));
  if (env.LIAISON_WEBHOOK_URL)
    carriers.set("webhook", webhookCarrier(env.LIAISON_WEBHOOK_URL, env.LIAISON_WEBHOOK_SECRET));
  return carriers;
}
