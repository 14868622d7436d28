import { describe, expect, test } from "vitest";
import { findDuplicatePairs } from "#app/domain/text/duplicates.ts";
import { shippedGazetteer } from "#app/features/issues/duplicates/gazetteer.server.ts";
import { hasSharedData, sharedCsv } from "#tests/support/shared-data.ts";

const here = hasSharedData("issues/duplicate_pairs.csv");

type Tally = { right: number; wrong: number; missed: number };
const precision = ({ right, wrong }: Tally) => right / (right + wrong);
const recall = ({ right, missed }: Tally) => right / (right + missed);

describe.skipIf(!here)("duplicates among labelled texts", () => {
  test("are proposed with precision of at least 0.9 and recall of at least 0.8, also where a person read them", () => {
    const texts = sharedCsv("issues/issue_texts.csv");
    const found = new Set(
      findDuplicatePairs(
        texts.map(({ title = "", body = "" }) => ({ title, body })),
        shippedGazetteer(),
      ).map(({ a, b }) => [texts[a]?.id, texts[b]?.id].sort().join(" ")),
    );
    const all: Tally = { right: 0, wrong: 0, missed: 0 };
    const read: Tally = { right: 0, wrong: 0, missed: 0 };
    for (const pair of sharedCsv("issues/duplicate_pairs.csv")) {
      if (pair.label !== "same" && pair.label !== "different") continue;
      const proposed = found.has([pair.id_a, pair.id_b].sort().join(" "));
      for (const tally of pair.label_source === "read" ? [all, read] : [all]) {
        if (pair.label === "same") tally[proposed ? "right" : "missed"] += 1;
        else if (proposed) tally.wrong += 1;
      }
    }
    console.info(
      `all: precision ${precision(all).toFixed(3)}, recall ${recall(all).toFixed(3)}; read by a person: precision ${precision(read).toFixed(3)}, recall ${recall(read).toFixed(3)}`,
    );
    for (const tally of [all, read]) {
      expect(precision(tally)).toBeGreaterThanOrEqual(0.9);
      expect(recall(tally)).toBeGreaterThanOrEqual(0.8);
    }
    expect(found.has("192521 24693")).toBe(false);
  }, 300_000);
});
