import { createHash, randomBytes, randomUUID } from "node:crypto";

const BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** A random token of `bits` bits in Crockford base 32 (no look-alikes), for links and codes. */
export function randomToken(bits: number): string {
  const length = Math.ceil(bits / 5);
  const bytes = randomBytes(length);
  return Array.from(bytes, (byte) => BASE32[byte & 31]).join("");
}

/** SHA-256 as hex: what is stored of secrets that are themselves random. */
export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

export { randomUUID };
