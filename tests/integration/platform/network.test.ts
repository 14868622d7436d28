import { expect, it } from "vitest";
import { networkOf } from "#app/http/session/network.ts";

it("takes the network of an address, and none of this machine or of what is no address", () => {
  expect(networkOf("203.0.113.77")).toBe("203.0.113");
  expect(networkOf("::ffff:203.0.113.9")).toBe("203.0.113");
  expect(networkOf("2001:0db8:85a3::8a2e:370:7334")).toBe("2001:db8:85a3");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0");
  for (const address of ["127.0.0.1", "::1", "unknown", ""]) expect(networkOf(address)).toBeNull();
});
