/** The 31 characters a USCC 统一社会信用代码 may use: no I, O, Z, S, V. Source: GB 32100-2015, table 2. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const VALUE_OF = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Weights 3^(i-1) mod 31 of the first seventeen characters. Source: GB 32100-2015, 5.2. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Registering authority (first character) to the kinds of body it registers (second character). Source: GB 32100-2015, table 1, with the later additions. */
const KINDS_OF_AUTHORITY: Record<string, string> = {
  "1": "1239",
  "2": "19",
  "3": "123459",
  "4": "19",
  "5": "1239",
  "6": "129",
  "7": "129",
  "8": "19",
  "9": "1239",
  A: "19",
  N: "1239",
  Y: "1",
};

/** Length of a USCC in characters. */
export const USCC_LENGTH = 18;

/** The check character of the first seventeen characters of a USCC, mod 31; null when one of them is not of the alphabet. Source: GB 32100-2015, 5.2. */
export function checkCharacter(firstSeventeen: string): string | null {
  let sum = 0;
  for (let index = 0; index < USCC_LENGTH - 1; index++) {
    const value = VALUE_OF.get(firstSeventeen.charAt(index));
    if (value === undefined) return null;
    sum += value * (WEIGHTS[index] ?? 0);
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Whether the first two characters name a registering authority and a kind of body it registers; eighteen zeros pass the check character but not this. Source: GB 32100-2015, table 1. */
export function hasKnownAuthority(code: string): boolean {
  const kinds = KINDS_OF_AUTHORITY[code.charAt(0)];
  return kinds !== undefined && code.length > 1 && kinds.includes(code.charAt(1));
}

/** Whether `code` is a well-formed USCC: 18 characters, known authority, division code of six digits, right check character. Expects upper case without blanks. */
export function isUscc(code: string): boolean {
  return (
    code.length === USCC_LENGTH &&
    hasKnownAuthority(code) &&
    /^\d{6}$/.test(code.slice(2, 8)) &&
    checkCharacter(code) === code.charAt(17)
  );
}

/** Whether every character belongs to the alphabet of USCCs. */
export function hasOnlyUsccCharacters(code: string): boolean {
  return [...code].every((character) => VALUE_OF.has(character));
}

/** The organisation code 组织机构代码 within a USCC: characters 9 to 17, nine characters, without the hyphen of the old notation. */
export function organisationCode(uscc: string): string {
  return uscc.slice(8, 17);
}

/** The code of the division whose office registered the body: characters 3 to 8 of a USCC. A hint at the place, not the place of business. */
export function registeringDivision(uscc: string): string {
  return uscc.slice(2, 8);
}
