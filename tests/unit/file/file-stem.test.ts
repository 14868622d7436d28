import { describe, expect, it } from "vitest";
import { fileStem } from "#app/domain/file/file-stem.ts";

describe("what a file is called", () => {
  it.each([
    ["整改方案（第2稿）.docx", "整改方案（第2稿）"],
    ["C:\\同事\\桌面\\清单.xlsx", "清单"],
    ["/home/a/plan v1.2.pdf", "plan v1.2"],
    ["a\u0000b\u202ec\n d.pdf", "abc d"],
    ["\ud800半个字.pdf", "半个字"],
    ['<a> "b"|c?*:.pdf', "a bc"],
    ["没有后缀", "没有后缀"],
  ])("%j is kept without folder, ending and signs that steer a screen", (name, stem) => {
    expect(fileStem(name)).toBe(stem);
  });

  it.each(["", ".pdf", "  ", "\u200b.png", "x/"])("%j leaves nothing", (name) => {
    expect(fileStem(name)).toBeNull();
  });

  it("is never longer than the database takes, and breaks no sign in two", () => {
    expect([...(fileStem("😀".repeat(200)) ?? "")]).toEqual(Array(80).fill("😀"));
  });
});
