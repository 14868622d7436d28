import { describe, expect, it } from "vitest";
import { translator } from "#app/i18n/dictionaries.ts";
import { noticeHead, noticeLevel, type ToldNotice } from "#app/i18n/notice-words.ts";

const t = translator("en");
const told = (kind: string, level: number | null, clock?: string): ToldNotice => ({
  kind,
  level,
  facts: clock === undefined ? {} : { clock },
});

describe("the words of a notice", () => {
  it("name the level of the ladder that answers and promises climb, also in a digest", () => {
    expect(noticeLevel(t, told("escalated", 2, "answer"))).toBe(t("level.2"));
    expect(noticeLevel(t, told("digest", 0, "promise"))).toBe(t("level.0"));
    expect(noticeHead(t, told("digest", 0, "promise"))).toContain(t("notice.kind.digest"));
  });

  it.each(["reminder", "digest"])("never name one of a clock with a ladder of its own: %s", (kind) => {
    expect(noticeLevel(t, told(kind, 2, "contact"))).toBeNull();
    expect(noticeHead(t, told(kind, 2, "contact"))).toContain(t("reminder.2"));
  });

  it("name no level where there is none", () => {
    expect(noticeLevel(t, told("letter_signed", null))).toBeNull();
    expect(noticeHead(t, told("letter_signed", null))).toBe(t("notice.kind.letter_signed"));
  });
});
