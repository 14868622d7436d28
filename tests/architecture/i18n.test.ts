import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { DICTIONARIES } from "#app/i18n/dictionaries.ts";
import { gapsOf, type Message } from "#app/i18n/message.ts";

const APP = new URL("../../app/", import.meta.url);
const zh = DICTIONARIES["zh-CN"];
const en = DICTIONARIES.en;

function texts(message: Message): string[] {
  return typeof message === "string" ? [message] : [message.one, message.other];
}

/** Pieces that are set before, after or between other words, with their space. */
const JOINED = ["form.errorPrefix", "form.errorTitle", "plan.separator", "desk.provisional"];

/** Keys of every `*Errors` type under app/domain: the refusal codes, read from the source. */
function refusalCodes(): string[] {
  const files = readdirSync(new URL("domain/", APP), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("errors.ts"),
  );
  return files.flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(new URL(`domain/${file}`, APP), "utf8"),
      ts.ScriptTarget.Latest,
    );
    return source.statements.filter(ts.isTypeAliasDeclaration).flatMap((alias) => {
      if (!alias.name.text.endsWith("Errors") || !ts.isTypeLiteralNode(alias.type)) return [];
      return alias.type.members.flatMap((member) =>
        member.name !== undefined && ts.isStringLiteral(member.name) ? [member.name.text] : [],
      );
    });
  });
}

/** Nouns that have a dictionary file in one language; a file that nobody merged would translate nothing. */
function unmerged(locale: string): string[] {
  const folder = new URL(`i18n/${locale}/`, APP);
  const merges = ["dictionary.ts", "desk-dictionary.ts"];
  const imported = [...merges.map((file) => `${locale}/${file}`), "dictionaries.ts"]
    .map((file) => readFileSync(new URL(`i18n/${file}`, APP), "utf8"))
    .join("\n");
  return readdirSync(folder).filter(
    (file) =>
      !merges.includes(file) &&
      !new RegExp(`import \\{ [\\w ]+ \\} from "\\./(${locale}/)?${file}"`).test(imported),
  );
}

describe("dictionaries", () => {
  test("both languages have the same keys", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  });

  test("both languages leave the same gaps", () => {
    const differing = Object.keys(zh).filter(
      (key) => String(gapsOf(zh[key] ?? "")) !== String(gapsOf(en[key] ?? "")),
    );
    expect(differing).toEqual([]);
  });

  test.each([
    ["zh-CN", zh],
    ["en", en],
  ])("no sentence of %s is empty or keeps spaces at its end", (_, dictionary) => {
    const bad = Object.entries(dictionary).filter(([key, message]) =>
      texts(message).some((text) => text.trim() === "" || (text !== text.trim() && !JOINED.includes(key))),
    );
    expect(bad).toEqual([]);
  });

  test("no Chinese is left in the English sentences but the names of languages", () => {
    const left = Object.entries(en).filter(
      ([key, message]) =>
        !key.startsWith("shell.language.") && texts(message).some((text) => /\p{Script=Han}/u.test(text)),
    );
    expect(left).toEqual([]);
  });

  test("every refusal code has its sentence", () => {
    const codes = refusalCodes();
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => zh[`error.${code}`] === undefined)).toEqual([]);
  });

  test.each(["zh-CN", "en"])("every file of %s is merged", (locale) => {
    expect(unmerged(locale)).toEqual([]);
  });
});
