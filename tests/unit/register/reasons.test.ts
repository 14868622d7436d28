import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIELDS_OF } from "#app/domain/register/sheet/fields.ts";
import { imports as en } from "#app/i18n/en/imports.ts";
import { imports as zhCN } from "#app/i18n/zh-CN/imports.ts";

const SOURCE = readFileSync(
  new URL("../../../app/domain/register/judge/reasons.ts", import.meta.url),
  "utf8",
);

describe("the words of imports", () => {
  it.each([
    ["zh-CN", zhCN],
    ["en", en],
  ] as [string, Record<string, string>][])(
    "%s has a sentence for every reason, with its facts only, and a name for every column",
    (_locale, words) => {
      const reasons = [...SOURCE.matchAll(/^ {2}"import\.(\w+)": (.+);$/gm)];
      expect(reasons.length).toBeGreaterThan(50);
      for (const [, code = "", facts = ""] of reasons) {
        const sentence = words[`import.reason.${code}`] ?? "";
        expect([code, sentence !== ""]).toEqual([code, true]);
        const known = facts === "Shown" ? ["value"] : [...facts.matchAll(/(\w+):/g)].map((match) => match[1]);
        for (const gap of sentence.matchAll(/\{\{(\w+)\}\}/g))
          expect([code, known]).toEqual([code, expect.arrayContaining([gap[1]])]);
      }
      const fields = Object.values(FIELDS_OF).flat();
      expect(fields.filter((field) => words[`import.field.${field}`] === undefined)).toEqual([]);
    },
  );
});
