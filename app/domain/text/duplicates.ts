import { type Gazetteer, speakOfDifferentPlaces } from "./places.ts";
import {
  type Background,
  backgroundOf,
  PROBABLE_DUPLICATE,
  similarity,
  type Text,
  type Vector,
  vectorOf,
} from "./similarity.ts";

/** Two texts by their places in the list, `a` before `b`, with their similarity. */
export type DuplicatePair = { a: number; b: number; score: number };

/** A candidate by its place in the list, with its similarity to the text asked for. */
export type Proposal = { candidate: number; score: number };

/** Grams that stand in more texts than this share do not lead from one text to another; they still count in the score. */
const COMMON_SHARE = 0.02;
const COMMON_AT_LEAST = 40;

/** A candidate is scored when it holds at least two of so many of the text's weightiest grams. */
const HINTS = 16;
const HINTS_SHARED = 2;

function hintsOf(vector: Vector): string[] {
  return [...vector]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, HINTS)
    .map(([gram]) => gram);
}

function sharesHints(hints: readonly string[], text: Text): boolean {
  const whole = `${text.title} ${text.body}`.toLowerCase();
  let shared = 0;
  for (const hint of hints) if (whole.includes(hint) && ++shared === HINTS_SHARED) return true;
  return false;
}

/**
 * The probable duplicates of one text among candidates, best first: at least {@link PROBABLE_DUPLICATE} alike and not of different places.
 * Linear in the candidates' length; only those that share some of the text's weightiest grams are scored.
 */
export function proposeDuplicates(
  text: Text,
  candidates: readonly Text[],
  background: Background,
  gazetteer: Gazetteer,
): Proposal[] {
  const own = vectorOf(text, background);
  const hints = hintsOf(own);
  const proposals: Proposal[] = [];
  for (const [candidate, other] of candidates.entries()) {
    if (!sharesHints(hints, other)) continue;
    const score = similarity(own, vectorOf(other, background));
    if (score >= PROBABLE_DUPLICATE && !speakOfDifferentPlaces(text, other, gazetteer))
      proposals.push({ candidate, score });
  }
  return proposals.sort((a, b) => b.score - a.score || a.candidate - b.candidate);
}

/**
 * All probable duplicates within a list, best first. Only texts that share a rare gram are compared: an inverted index from rare grams
 * to texts, so the cost grows with the texts that do resemble each other and not with the square of the list.
 */
export function findDuplicatePairs(texts: readonly Text[], gazetteer: Gazetteer): DuplicatePair[] {
  const background = backgroundOf(texts);
  const vectors = texts.map((text) => vectorOf(text, background));
  const common = Math.max(COMMON_AT_LEAST, texts.length * COMMON_SHARE);
  const holders = new Map<string, number[]>();
  const pairs: DuplicatePair[] = [];
  for (const [b, vector] of vectors.entries()) {
    const seen = new Set<number>();
    for (const gram of vector.keys()) {
      if ((background.inTexts.get(gram) ?? 0) > common) continue;
      const known = holders.get(gram);
      if (known === undefined) holders.set(gram, [b]);
      else {
        for (const a of known) seen.add(a);
        known.push(b);
      }
    }
    for (const a of seen) {
      const score = similarity(vectors[a] as Vector, vector);
      if (
        score >= PROBABLE_DUPLICATE &&
        !speakOfDifferentPlaces(texts[a] as Text, texts[b] as Text, gazetteer)
      )
        pairs.push({ a, b, score });
    }
  }
  return pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}
