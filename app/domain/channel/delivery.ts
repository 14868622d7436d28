import { DAY_MS, dayOf, instantAt, MINUTE_MS, timeOfDay } from "#app/domain/calendar/civil-day.ts";

/** Groups of notices that a person may switch off for the channels; the inbox always has everything. */
export const NOTICE_GROUPS = ["escalation", "reminder", "issue", "letter", "other"] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

/** The group of a notice's kind. */
export function groupOfNotice(kind: string): NoticeGroup {
  if (["escalated", "gate_opened", "stood_down"].includes(kind)) return "escalation";
  if (kind === "reminder" || kind === "digest") return "reminder";
  if (kind.startsWith("issue.")) return "issue";
  return kind.startsWith("letter_") || kind.startsWith("matter_") ? "letter" : "other";
}

/** How a person wants to be told by channels. Minutes of the Shanghai day; quiet hours may run over midnight. */
export type Wishes = {
  mutedKinds: readonly string[];
  mutedChannels: readonly string[];
  quietFromMinutes: number | null;
  quietUntilMinutes: number | null;
  digestOnly: boolean;
};
export const NO_WISHES: Wishes = {
  mutedKinds: [],
  mutedChannels: [],
  quietFromMinutes: null,
  quietUntilMinutes: null,
  digestOnly: false,
};

/** The daily digest leaves at this minute of the Shanghai day: 08:00. */
export const DIGEST_MINUTE = 8 * 60;

/**
 * When a notice may leave by a channel (epoch ms), or null where the person has switched its group or the channel off. Digest notices and
 * people who want only the digest wait for the next 08:00, everything waits for the end of quiet hours.
 */
export function leavesAt(wishes: Wishes, channel: string, kind: string, now: number): number | null {
  if (wishes.mutedChannels.includes(channel) || wishes.mutedKinds.includes(groupOfNotice(kind))) return null;
  const at = wishes.digestOnly || kind === "digest" ? nextMinute(now, DIGEST_MINUTE) : now;
  return afterQuiet(wishes, at);
}

/** The next instant strictly after `now` at which the Shanghai day is so many minutes old. */
function nextMinute(now: number, minute: number): number {
  const today = instantAt(dayOf(now), minute * MINUTE_MS);
  return today > now ? today : today + DAY_MS;
}

function afterQuiet({ quietFromMinutes: from, quietUntilMinutes: until }: Wishes, at: number): number {
  if (from === null || until === null || from === until) return at;
  const minute = timeOfDay(at) / MINUTE_MS;
  const quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  return quiet ? nextMinute(at, until) : at;
}

/** Minutes until the next try after so many failed ones; after the last the delivery is dead and waits for a person. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240, 720] as const;

/** Milliseconds to wait after the `attempts`-th failure, or null when no further try is made. */
export function retryAfterMs(attempts: number): number | null {
  const minutes = BACK_OFF_MINUTES[attempts - 1];
  return minutes === undefined ? null : minutes * MINUTE_MS;
}
