import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TOKENS } from "#app/ui/theme/palette.ts";
import { formTokensStylesheet, mantineStylesheet, tokensStylesheet } from "#app/ui/theme/stylesheet.ts";

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function unspaced(css: string): string {
  return css.replace(/\s+/g, "");
}

type Token = keyof typeof TOKENS;
const TEXT: [Token, Token][] = [
  ["ink", "paper"],
  ["ink", "surface"],
  ["ink", "sunk"],
  ["ink-2", "paper"],
  ["ink-2", "surface"],
  ["ink-2", "sunk"],
  ["accent", "paper"],
  ["accent", "surface"],
  ["accent", "sunk"],
  ["accent-strong", "accent-soft"],
  ["on-fill", "fill"],
  ["on-fill", "fill-strong"],
  ["alarm", "surface"],
  ["alarm", "paper"],
  ["alarm", "sunk"],
  ["alarm", "alarm-soft"],
  ["warn", "surface"],
  ["warn", "warn-soft"],
];
const SHAPES: [Token, Token][] = [
  ["edge", "surface"],
  ["edge", "paper"],
  ["alarm-fill", "surface"],
  ["fill", "surface"],
];

describe("the look", () => {
  test.each([
    ["tokens.css", () => tokensStylesheet()],
    ["form-tokens.css", () => formTokensStylesheet()],
    ["mantine.css", mantineStylesheet],
  ])("%s holds what palette and theme say", (file, generate) => {
    const written = readFileSync(new URL(`../../app/ui/theme/${file}`, import.meta.url), "utf8");
    expect(unspaced(written)).toBe(unspaced(generate()));
  });

  test.each([0, 1] as const)("text keeps a contrast of 4.5 and shapes of 3 in scheme %i", (scheme) => {
    const weak = [
      ...TEXT.filter(([a, b]) => contrast(TOKENS[a][scheme], TOKENS[b][scheme]) < 4.5),
      ...SHAPES.filter(([a, b]) => contrast(TOKENS[a][scheme], TOKENS[b][scheme]) < 3),
    ];
    expect(weak).toEqual([]);
  });
});
