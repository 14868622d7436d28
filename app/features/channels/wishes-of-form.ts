import { NOTICE_GROUPS, type Wishes } from "#app/domain/channel/delivery.ts";
import { PERSONAL_CHANNELS } from "#app/domain/channel/kinds.ts";
import type { WishesForm } from "./channel.schema.ts";

const minutesOf = (time: string | undefined) =>
  time === undefined ? null : Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The wishes a filled form describes; a channel that was not offered stays on. */
export function wishesOfForm(form: WishesForm): Wishes {
  return {
    mutedKinds: NOTICE_GROUPS.filter((group) => !form.groups.includes(group)),
    mutedChannels: PERSONAL_CHANNELS.filter(
      (channel) => form.offered.includes(channel) && !form.channels.includes(channel),
    ),
    quietFromMinutes: minutesOf(form.quietFrom),
    quietUntilMinutes: minutesOf(form.quietUntil),
    digestOnly: form.digest === "yes",
  };
}
