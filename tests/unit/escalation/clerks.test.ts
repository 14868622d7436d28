import { describe, expect, it } from "vitest";
import { clerksOf, holdersByRole } from "#app/domain/escalation/told.ts";

const clerk = (userId: number, townshipCode: string, stationId: number | null) => ({
  role: "station_clerk",
  place: townshipCode,
  townshipCode,
  stationId,
  userId,
});
const holders = holdersByRole([
  clerk(1, "420506001", null),
  clerk(2, "420506001", 7),
  clerk(3, "420506001", null),
  clerk(9, "420506002", 8),
]);

describe("the clerks who are told of a firm", () => {
  it("are those of its deputy's station, where that serves the firm's township", () => {
    expect(clerksOf(holders, "420506001", 7)).toEqual([2]);
  });

  it("are all of the township where the station lies elsewhere, has no clerk, or is none", () => {
    expect(clerksOf(holders, "420506001", 8)).toEqual([1, 2, 3]);
    expect(clerksOf(holders, "420506001", 6)).toEqual([1, 2, 3]);
    expect(clerksOf(holders, "420506001", null)).toEqual([1, 2, 3]);
  });

  it("are nobody where the township is not known or has none", () => {
    expect(clerksOf(holders, null, 7)).toEqual([]);
    expect(clerksOf(holders, "420506009", null)).toEqual([]);
  });
});
