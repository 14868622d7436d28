/** A text to compare: a title, which weighs double, and a body. */
export type Text = { title: string; body: string };

/**
 * How often pairs of neighbouring characters stand in a collection of texts: `texts` texts, `inTexts.get(gram)` of them hold the gram.
 * Chinese needs no segmentation for this: two characters carry about what a word carries elsewhere.
 */
export type Background = { texts: number; inTexts: ReadonlyMap<string, number> };

/** A text as a unit vector over its grams; rare grams weigh most. */
export type Vector = ReadonlyMap<string, number>;

/** From this score on two texts are proposed as one matter; measured on labelled texts, see the decision record. */
export const PROBABLE_DUPLICATE = 0.35;

const TITLE_WEIGHT = 2;
/** A gram repeated in a body counts up to so often. */
const BODY_CAP = 5;
const RARITY_POWER = 1.5;
/** A smaller collection is taken for part of one of this size: two of ten texts sharing a gram does not make it common. */
const LEAST_TEXTS = 2_000;

/** Full-width forms and case levelled, everything but letters, digits and characters turned into gaps. */
function level(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");
}

function count(text: string, weight: number, cap: number, into: Map<string, number>): void {
  const counts = new Map<string, number>();
  for (const run of level(text).split(" ")) {
    const characters = [...run];
    for (let i = 0; i + 1 < characters.length; i++) {
      const gram = `${characters[i]}${characters[i + 1]}`;
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  for (const [gram, times] of counts) into.set(gram, (into.get(gram) ?? 0) + weight * Math.min(times, cap));
}

/** Weighted counts of a text's grams. */
function gramsOf(text: Text): Map<string, number> {
  const grams = new Map<string, number>();
  count(text.title, TITLE_WEIGHT, Number.POSITIVE_INFINITY, grams);
  count(text.body, 1, BODY_CAP, grams);
  return grams;
}

/** Counts in how many of the texts each gram stands. */
export function backgroundOf(texts: Iterable<Text>): Background {
  const inTexts = new Map<string, number>();
  let number = 0;
  for (const text of texts) {
    number += 1;
    for (const gram of gramsOf(text).keys()) inTexts.set(gram, (inTexts.get(gram) ?? 0) + 1);
  }
  return { texts: number, inTexts };
}

/**
 * The unit vector of a text: (1 + log count) x (inverse document frequency) to the power of 1.5. The power lets names of places, firms
 * and streets outweigh the phrases that all complaints share.
 */
export function vectorOf(text: Text, background: Background): Vector {
  const vector = new Map<string, number>();
  const texts = Math.max(background.texts, LEAST_TEXTS);
  let square = 0;
  for (const [gram, times] of gramsOf(text)) {
    const rarity = Math.log((texts + 1) / ((background.inTexts.get(gram) ?? 0) + 0.5));
    if (rarity <= 0) continue;
    const weight = (1 + Math.log(Math.max(times, 1))) * rarity ** RARITY_POWER;
    vector.set(gram, weight);
    square += weight * weight;
  }
  const length = Math.sqrt(square) || 1;
  for (const [gram, weight] of vector) vector.set(gram, weight / length);
  return vector;
}

/** Cosine of two vectors, 0 to 1. */
export function similarity(a: Vector, b: Vector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [gram, weight] of small) sum += weight * (large.get(gram) ?? 0);
  return sum;
}
