import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCharacter, isUscc, organisationCode, registeringDivision } from "#app/domain/uscc/check.ts";
import { cleanUscc, readUscc } from "#app/domain/uscc/read.ts";

const ALPHABET = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"];
const VALID = "91420506MA497N5N3U";

/** Well-formed codes of firms, made up. */
const codes = fc
  .tuple(
    fc.constantFrom("91", "93", "12", "81"),
    fc.integer({ min: 100_000, max: 999_999 }),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, division, rest]) => `${kind}${division}${rest.join("")}`)
  .map((seventeen) => seventeen + checkCharacter(seventeen));

/** Any text at all, lone halves of surrogate pairs included. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

describe("a unified social credit code", () => {
  it("is accepted when authority, division and check character agree", () => {
    for (const code of [VALID, "934205060684449195", "9142050077077474X9"]) expect(isUscc(code)).toBe(true);
  });

  it("is refused when it is eighteen zeros, although their check character is right", () => {
    expect(checkCharacter("0".repeat(17))).toBe("0");
    expect(isUscc("0".repeat(18))).toBe(false);
    expect(readUscc("000000000000000000")).toMatchObject({ kind: "refused", code: "import.uscc_zeros" });
  });

  it("contains the organisation code and the registering division", () => {
    expect(organisationCode(VALID)).toBe("MA497N5N3");
    expect(registeringDivision(VALID)).toBe("420506");
  });

  it("never survives one wrong character, nor two neighbours exchanged", () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        const swapped = at > 0 ? code.slice(0, at - 1) + code[at] + code[at - 1] + code.slice(at + 1) : code;
        for (const wrong of [changed, swapped]) if (wrong !== code) expect(isUscc(wrong)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("reading a typed code", () => {
  it("corrects what has one reading only: width, blanks, hyphens, case, apostrophe", () => {
    const wide = [...VALID]
      .map((character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
      .join("");
    for (const typed of [
      wide,
      "  91420506-MA497N5N-3U\u00A0",
      "'91420506ma497n5n3u",
      "\uFEFF9142 0506 MA49\u200B7N5N3U",
    ]) {
      expect(readUscc(typed)).toEqual({ kind: "valid", uscc: VALID, corrected: true });
    }
  });

  it("offers the only valid reading of letters typed for digits, and does not apply it", () => {
    expect(readUscc("9142050074177I726A")).toEqual({
      kind: "doubtful",
      code: "import.uscc_letter_typo",
      typed: "9142050074177I726A",
      suggestion: "91420500741771726A",
    });
  });

  it("never takes a rounded number for a code, in a number cell, in a CSV or in scientific notation", () => {
    expect(readUscc(914205067881535000)).toMatchObject({ kind: "doubtful", code: "import.uscc_rounded" });
    expect(readUscc("914205067881535000")).toMatchObject({ kind: "doubtful", code: "import.uscc_rounded" });
    expect(readUscc("9.14206E+17")).toMatchObject({ kind: "doubtful", code: "import.uscc_scientific" });
  });

  it("tells length, characters, check digit and authority apart", () => {
    const refusal = (typed: string | number) => (readUscc(typed) as { code?: string }).code;
    expect(refusal(VALID.slice(0, 17))).toBe("import.uscc_length");
    expect(refusal(420506000012345)).toBe("import.uscc_length");
    expect(refusal("91420506MA497N5N3V")).toBe("import.uscc_characters");
    expect(refusal("91420506MA497N5N3T")).toBe("import.uscc_check_digit");
    expect(refusal(`0${"0".repeat(16)}1`)).toBe("import.uscc_check_digit");
    expect(refusal("91420506MA#97N5N3U")).toBe("import.uscc_characters");
  });

  it("is missing when the cell is empty or says so", () => {
    for (const cell of [null, "", " ", "无", "/", "-"]) expect(readUscc(cell)).toEqual({ kind: "missing" });
  });

  it("reads any text without throwing, and calls valid only what the check accepts", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, codes, fc.double()), (cell) => {
        const reading = readUscc(cell);
        if (reading.kind === "valid") expect(isUscc(reading.uscc)).toBe(true);
        if (typeof cell === "string") expect(cleanUscc(cleanUscc(cell))).toBe(cleanUscc(cell));
      }),
      { numRuns: 300 },
    );
  });
});
