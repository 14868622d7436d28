/** Longest title made of a message's words, in characters. */
const LONGEST = 40;

/** The title of the issue a message becomes: its first sentence, cut where it is long. Whoever accepts it may reword it. */
export function titleOf(words: string): string {
  const [first = ""] = words.trim().split(/[\n。！？!?；;]/u, 1);
  const sentence = (first.trim() || words.trim()).replace(/\s+/g, " ");
  const characters = [...sentence];
  return characters.length <= LONGEST ? sentence : `${characters.slice(0, LONGEST - 1).join("")}…`;
}
