import { MATTERS, OPENINGS } from "../lexicon/matters.ts";
import type { Random } from "../random.ts";

/** A made-up matter: the title, the firm's own words, and the neutral wording that a unit may read. */
export type Words = { title: string; words: string; wording: string };

/** Words for an issue of a category; `like` takes another issue's situation, as duplicates do. */
export function wordsOf(random: Random, categoryCode: string, like?: string): Words {
  const matters = MATTERS[categoryCode] ?? MATTERS["99"];
  if (matters === undefined) throw new Error("no matters for the category of last resort");
  const found = matters.situations.find((one) => like !== undefined && one.startsWith(`${like}|`));
  const [title = "", told = "", ownAsk] = (found ?? random.pick(matters.situations)).split("|");
  const facts = fillGaps(random, told);
  const ask = ownAsk ?? random.pick(matters.asks);
  return { title, words: `${random.pick(OPENINGS)}${facts}${ask}`, wording: `${facts}${ask}` };
}

const ROAD_STEMS = [..."甲乙丙丁戊己庚辛壬癸"];

/** Fills the gaps of a text with made-up facts. */
export function fillGaps(random: Random, text: string): string {
  return text.replace(/\{([ndwmrpy])\}/g, (_gap, kind: string) => {
    switch (kind) {
      case "d":
        return String(random.int(8, 90));
      case "w":
        return String(random.pick([3, 5, 8, 12, 15, 18, 20, 26, 30, 45, 60, 80]));
      case "m":
        return String(random.int(1, 12));
      case "r":
        return `${random.pick(ROAD_STEMS)}${random.pick(["一路", "二路", "三街"])}`;
      case "p":
        return random.pick(["第一工业园", "第二工业园", "物流园", "创业园"]);
      case "y":
        return random.pick(["前年", "去年", "上一年度"]);
      default:
        return String(random.int(2, 6));
    }
  });
}
