import { describe, expect, it } from "vitest";
import { NAVIGATION } from "#app/http/page/navigation.ts";
import { packPlace, unpackPlace } from "#app/http/page/place.ts";

describe("places on the wire", () => {
  it.each(NAVIGATION)("come back as they were: $to", ({ to, label, icon, whole }) => {
    expect(unpackPlace(packPlace({ to, label, icon, whole }))).toEqual({ to, label, icon, whole });
  });
});
