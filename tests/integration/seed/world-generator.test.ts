import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isUscc } from "#app/domain/uscc/check.ts";
import { CATEGORIES } from "#db/seed/reference/categories.ts";
import { commandsOf, liveIssues } from "#db/seed/world/issues/lives.ts";
import { MATTER_WEIGHTS, MATTERS } from "#db/seed/world/lexicon/matters.ts";
import { isMadeUpName } from "#db/seed/world/lexicon/people.ts";
import { freshReferenceIds } from "#db/seed/world/reference-ids.ts";
import { makeWorld, type World } from "#db/seed/world/world.ts";

const OPTIONS = { seed: "test", today: "2026-11-24", scale: 0.03 } as const;

function digest(world: World): string {
  const hash = createHash("sha256");
  const { draft, firms, deputies, pairings } = world;
  for (const part of [draft.users, draft.grants, firms.rows, deputies.rows, pairings.rows]) {
    hash.update(JSON.stringify(part));
  }
  for (const seed of world.contacts) hash.update(`${seed.no}/${seed.createdAt}/${seed.outcome}/${seed.kind}`);
  for (const { life } of liveIssues(world)) hash.update(JSON.stringify(life.events));
  return hash.digest("hex");
}

describe("the demonstration world", () => {
  const world = makeWorld(OPTIONS, freshReferenceIds());

  it("is the same for the same seed and day, and another one for another seed", () => {
    const again = digest(makeWorld(OPTIONS, freshReferenceIds()));
    expect(again).toBe(digest(world));
    expect(digest(makeWorld({ ...OPTIONS, seed: "other" }, freshReferenceIds()))).not.toBe(again);
  });

  it("names nobody real: every person's name follows the rule, every phone is one nobody can dial", () => {
    const people = [...world.draft.users, ...world.firms.representatives];
    expect(people.filter((one) => !isMadeUpName(one.name)).map((one) => one.name)).toEqual([]);
    expect(people.filter((one) => !/^100\d{8}$/.test(one.phone ?? "")).map((one) => one.phone)).toEqual([]);
  });

  it("gives every firm a code of its own that passes the check", () => {
    const codes = world.firms.rows.map((firm) => firm.uscc);
    expect(codes.filter((code) => !isUscc(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it("has matters for every category", () => {
    expect(Object.keys(MATTERS).sort()).toEqual(CATEGORIES.map((row) => row.categoryCode).sort());
    expect(MATTER_WEIGHTS.map(([code]) => code).sort()).toEqual(Object.keys(MATTERS).sort());
  });

  it("says of every issue by which commands it came about, in the order of their instants", () => {
    for (const issue of liveIssues(world)) {
      const acts = commandsOf(issue);
      expect(acts[0]?.command.kind).toBe("submit");
      expect(acts.every((act, index) => act.at >= (acts[index - 1]?.at ?? 0) && act.at <= world.end)).toBe(
        true,
      );
    }
  });

  it.each(["2026-02-24", "2026-10-10", "2025-12-31"])("keeps the cast's story on %s", (today) => {
    const other = makeWorld({ ...OPTIONS, seed: today, today }, freshReferenceIds());
    const cast = [...liveIssues(other)]
      .filter(({ plot }) => "cast" in plot)
      .sort((a, b) => a.plot.issueId - b.plot.issueId);
    expect(cast.map(({ life }) => [life.facts.state, life.facts.level])).toEqual([
      ["handling", 1],
      ["submitted", null],
    ]);
    expect(other.cast.pairings[2]?.contactDueOn?.localeCompare(today)).toBe(-1);
  });
});
