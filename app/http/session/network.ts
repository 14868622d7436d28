import { isIP } from "node:net";

const IPV4_PARTS = 3;
const IPV6_PARTS = 3;

/** The network of an address: of four parts the first three, of an IPv6 address its first 48 bits; null where it says nothing of a place (this machine, unknown). */
export function networkOf(address: string): string | null {
  const plain = address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
  const version = isIP(plain);
  if (version === 4) return plain.startsWith("127.") ? null : plain.split(".").slice(0, IPV4_PARTS).join(".");
  if (version !== 6 || plain === "::1") return null;
  const [head = "", tail] = plain.split("::");
  const first = head === "" ? [] : head.split(":");
  // What "::" leaves out are zeros: three parts are there at least once it is written out.
  const parts = tail === undefined ? first : [...first, "0", "0", "0"];
  return parts
    .slice(0, IPV6_PARTS)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(":");
}
