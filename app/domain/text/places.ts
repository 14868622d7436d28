import type { Text } from "./similarity.ts";

/**
 * Names of places by level, what is written mapped to the place meant: towns of county level with the city itself, also without their
 * ending (枝江 and 枝江市 are one place), and townships below them by their full names.
 */
export type Gazetteer = { towns: ReadonlyMap<string, string>; townships: ReadonlyMap<string, string> };

/** The places a text speaks of: towns of its body, districts of its title, townships of both. */
export type PlacesOfText = {
  towns: ReadonlySet<string>;
  districts: ReadonlySet<string>;
  townships: ReadonlySet<string>;
};

/** Names by which texts were made anonymous: A市, A7县, B3区. */
const CODED = /[a-z]\d*[市县区]/g;

/** Stems that are words of their own: 高新技术企业 is no place. */
const NO_STEMS: readonly string[] = ["高新"];

/** Builds the gazetteer from full names of towns and townships. */
export function gazetteerOf(towns: readonly string[], townships: readonly string[]): Gazetteer {
  const written = new Map<string, string>();
  for (const name of towns) {
    written.set(name, name);
    const stem = name.replace(/(土家族自治县|自治县|市|县|区)$/u, "");
    if (stem.length >= 2 && !NO_STEMS.includes(stem)) written.set(stem, name);
  }
  return { towns: written, townships: new Map(townships.map((name) => [name, name])) };
}

function placesIn(text: string, names: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  for (const [written, place] of names) if (text.includes(written)) found.add(place);
  return found;
}

function apart(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  for (const one of a) if (b.has(one)) return false;
  return true;
}

function townsIn(text: string, gazetteer: Gazetteer): Set<string> {
  const levelled = text.normalize("NFKC").toLowerCase();
  return new Set([...placesIn(text, gazetteer.towns), ...(levelled.match(CODED) ?? [])]);
}

/** Coded districts and counties of a title; a bare city (A市) stands before everything on some boards and says little. */
function districtsIn(title: string, gazetteer: Gazetteer): Set<string> {
  return new Set([...townsIn(title, gazetteer)].filter((name) => !/^[a-z]市$/.test(name)));
}

/** Reads a text's places, once for all texts it is compared with. */
export function placesOf(text: Text, gazetteer: Gazetteer): PlacesOfText {
  return {
    towns: townsIn(text.body, gazetteer),
    districts: districtsIn(text.title, gazetteer),
    townships: placesIn(text.title + text.body, gazetteer.townships),
  };
}

/**
 * Whether two texts speak of different places, so that even the same words are another matter: their bodies name towns, or townships,
 * and none in common; or their titles name districts and none in common.
 */
export function areApart(a: PlacesOfText, b: PlacesOfText): boolean {
  return apart(a.towns, b.towns) || apart(a.districts, b.districts) || apart(a.townships, b.townships);
}

/** The same for two texts that are compared only once. */
export function speakOfDifferentPlaces(a: Text, b: Text, gazetteer: Gazetteer): boolean {
  return areApart(placesOf(a, gazetteer), placesOf(b, gazetteer));
}
