import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { filesByFolder, readSources } from "#tests/support/source-files.ts";

const sources = readSources("app", "db", "tests");
/** Sentences and generated worlds grow with what they describe; everything else is code and stays small. */
const EXCEPTED = /^(app\/i18n\/(zh-CN|en)\/|db\/seed\/|tests\/)/;
const STOP_LINES = 400;
const P95_LINES = 250;
const MEDIAN_LINES = 80;
const FOLDER_FILES = 15;
/** Folders whose files the framework, the list of commands or of languages dictates. */
const OPEN_FOLDERS = /^(app\/routes|app\/cli|app\/i18n\/(zh-CN|en)|drizzle.*|tests\/.*)$/;
const FORBIDDEN_NAMES = /(^|[-.])(utils?|helpers?|misc|common|manager)([-.]|$)/;

describe("the files of the house", () => {
  const lines = sources
    .filter(({ path }) => !EXCEPTED.test(path))
    .map(({ lines: count }) => count)
    .sort((a, b) => a - b);
  const quantile = (share: number) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))];

  test(`no source file passes ${STOP_LINES} lines`, () => {
    const long = sources.filter(({ path, lines: count }) => !EXCEPTED.test(path) && count > STOP_LINES);
    expect(long.map(({ path, lines: count }) => `${path}: ${count}`)).toEqual([]);
  });

  test("half of them have at most 80 lines, nineteen of twenty at most 250", () => {
    expect(quantile(0.5)).toBeLessThanOrEqual(MEDIAN_LINES);
    expect(quantile(0.95)).toBeLessThanOrEqual(P95_LINES);
  });

  test(`a folder holds at most ${FOLDER_FILES} files`, () => {
    const full = [...filesByFolder("app", "db")].filter(
      ([folder, count]) => count > FOLDER_FILES && !OPEN_FOLDERS.test(folder),
    );
    expect(full).toEqual([]);
  });

  test("names are kebab-case and say what is inside", () => {
    const wrong = sources
      .map(({ path }) => path)
      .filter((path) => !path.startsWith("app/routes/"))
      .filter((path) => {
        const name = basename(path);
        const vague = FORBIDDEN_NAMES.test(name) && !EXCEPTED.test(path);
        return vague || name.startsWith("index.") || !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name);
      });
    expect(wrong).toEqual([]);
  });

  test("no work is left for later and nothing is skipped without a condition", () => {
    const marker = new RegExp(
      `\\b(${["TO", "FIX"].join("DO|")}ME)\\b|\\b(test|it|describe)\\.(skip|only|todo)\\(`,
    );
    const wrong = sources.filter(({ text }) => marker.test(text)).map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
