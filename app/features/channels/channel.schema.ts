import { z } from "zod";
import { NOTICE_GROUPS } from "#app/domain/channel/delivery.ts";
import { CHANNELS } from "#app/domain/channel/kinds.ts";
import { rowId } from "#app/platform/shapes.ts";

/** What an administrator does with channels: a test, or dead deliveries sent again. */
export const channelSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("test") }),
  z.strictObject({ intent: z.literal("resend"), deliveryId: rowId }),
  z.strictObject({ intent: z.literal("resend_all"), channel: z.enum(CHANNELS, "form.invalid") }),
]);

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "form.invalid")
  .optional();

/** How one wants to be told: ticked groups and channels are on. */
export const wishesSchema = z.strictObject({
  groups: z.array(z.enum(NOTICE_GROUPS, "form.invalid")).max(NOTICE_GROUPS.length).default([]),
  channels: z.array(z.enum(CHANNELS, "form.invalid")).max(CHANNELS.length).default([]),
  offered: z.array(z.enum(CHANNELS, "form.invalid")).max(CHANNELS.length).default([]),
  quietFrom: time,
  quietUntil: time,
  digest: z.literal("yes", "form.invalid").optional(),
});
export type WishesForm = z.output<typeof wishesSchema>;
