import { checkCharacter } from "#app/domain/uscc/check.ts";

/** The n-th made-up USCC of a company registered in the city, with its right check character. */
export function madeUpUscc(n: number): string {
  const body = `91420500${String(n).padStart(8, "0")}X`.slice(0, 17);
  return body + checkCharacter(body);
}
