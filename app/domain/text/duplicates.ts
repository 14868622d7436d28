import { areApart, type Gazetteer, placesOf, speakOfDifferentPlaces } from "./places.ts";
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

/** By how much a bound is raised, so that no rounding of a sum can put a score above it. */
const ROUNDING = 1e-9;

function hintsOf(vector: Vector): string[] {
  return [...vector]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, HINTS)
    .map(([gram]) => gram);
}

const levelled = new WeakMap<Text, string>();

/** A text in one piece as pairs are looked for in it; made once for a text that is compared again and again. */
function wholeOf(text: Text): string {
  const known = levelled.get(text);
  if (known !== undefined) return known;
  const whole = `${text.title} ${text.body}`.normalize("NFKC").toLowerCase();
  levelled.set(text, whole);
  return whole;
}

function sharesHints(hints: readonly string[], text: Text): boolean {
  const whole = wholeOf(text);
  let shared = 0;
  for (const hint of hints) if (whole.includes(hint) && ++shared === HINTS_SHARED) return true;
  return false;
}

/** One pair of characters as a number. */
const pairOf = (text: string, at: number) => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);

/**
 * Tells of a text how alike it can be to `own` at most: its vector has length 1, so the score is no more than the length of `own`'s part
 * on the pairs that both hold. Reads the text once and weighs nothing.
 */
function boundTo(own: Vector): (text: Text) => number {
  const places = new Map<number, number>();
  const squares: number[] = [];
  for (const [gram, weight] of own) {
    // Pairs of units don't tell apart characters that need more than one.
    if (gram.length !== 2) return () => 1;
    places.set(pairOf(gram, 0), squares.push(weight * weight) - 1);
  }
  const countedIn = new Uint32Array(squares.length);
  let reading = 0;
  return (other) => {
    const text = wholeOf(other);
    reading += 1;
    let sum = 0;
    for (let at = 0; at + 1 < text.length; at++) {
      const place = places.get(pairOf(text, at));
      if (place === undefined || countedIn[place] === reading) continue;
      countedIn[place] = reading;
      sum += squares[place] as number;
    }
    return Math.sqrt(sum) + ROUNDING;
  };
}

/**
 * The probable duplicates of one text among candidates, best first, `most` of them: at least {@link PROBABLE_DUPLICATE} alike and not of
 * different places. Candidates that share some of the text's weightiest grams are weighed in the order of what they can score at most,
 * until none left can reach those found.
 */
export function proposeDuplicates(
  text: Text,
  candidates: readonly Text[],
  background: Background,
  gazetteer: Gazetteer,
  most: number,
): Proposal[] {
  const own = vectorOf(text, background);
  const hints = hintsOf(own);
  const boundOf = boundTo(own);
  const hopeful: { candidate: number; bound: number }[] = [];
  for (const [candidate, other] of candidates.entries()) {
    if (!sharesHints(hints, other)) continue;
    const bound = boundOf(other);
    if (bound >= PROBABLE_DUPLICATE) hopeful.push({ candidate, bound });
  }
  hopeful.sort((a, b) => b.bound - a.bound);
  const places = placesOf(text, gazetteer);
  const proposals: Proposal[] = [];
  for (const { candidate, bound } of hopeful) {
    if (bound < (proposals[most - 1]?.score ?? 0)) break;
    const other = candidates[candidate] as Text;
    const score = similarity(own, vectorOf(other, background));
    if (score < PROBABLE_DUPLICATE || areApart(places, placesOf(other, gazetteer))) continue;
    proposals.push({ candidate, score });
    proposals.sort((a, b) => b.score - a.score || a.candidate - b.candidate);
    if (proposals.length > most) proposals.pop();
  }
  return proposals;
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
