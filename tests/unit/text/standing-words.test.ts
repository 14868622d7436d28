import { expect, it } from "vitest";
import { enDesk } from "#app/i18n/en/desk-dictionary.ts";
import { en } from "#app/i18n/en/dictionary.ts";

/** Families of words that stand alone in badges and cells. */
const STANDING =
  /^(?:issue\.(?:state|closing|set|severity|type|confidentiality|raiser)|letter\.state|level|reminder|trigger)\./;

it("English words of states and levels begin with a capital, one like the other", () => {
  const words = Object.entries({ ...en, ...enDesk }).filter(([key]) => STANDING.test(key));
  expect(words.length).toBeGreaterThan(40);
  expect(words.filter(([, word]) => /^[a-z]/.test(String(word)))).toEqual([]);
});
