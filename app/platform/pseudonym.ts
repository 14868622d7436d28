import { createHmac } from "node:crypto";

/** Letters and digits that nobody confuses when reading them out. */
const SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH = 6;

/**
 * A stable name of six signs for what must not be named: the same for the same subject, without the key neither guessed nor led back,
 * 32^6 in all.
 */
export function pseudonymOf(key: string, subject: string): string {
  const digest = createHmac("sha256", key).update(subject).digest();
  let name = "";
  for (let i = 0; i < LENGTH; i++) name += SIGNS[digest[i]! % SIGNS.length];
  return name;
}
