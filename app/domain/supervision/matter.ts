import type { DuplicatePair } from "#app/domain/text/duplicates.ts";

/**
 * Groups of texts that hang together by probable duplicates, of which at least `least` firms speak: candidates for one matter 督办事项.
 * `firms[i]` is the firm of text `i`. Groups are lists of places in ascending order, the most firms first.
 */
export function similarGroups(
  pairs: readonly DuplicatePair[],
  firms: readonly number[],
  least: number,
): number[][] {
  const root = firms.map((_firm, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (root[top] !== top) top = root[top]!;
    root[at] = top;
    return top;
  };
  for (const { a, b } of pairs) {
    const [low, high] = [find(a), find(b)].sort((x, y) => x - y) as [number, number];
    root[high] = low;
  }
  const groups = new Map<number, number[]>();
  for (const at of firms.keys()) {
    const top = find(at);
    const group = groups.get(top);
    if (group === undefined) groups.set(top, [at]);
    else group.push(at);
  }
  const firmsOf = (group: readonly number[]) => new Set(group.map((at) => firms[at])).size;
  return [...groups.values()]
    .filter((group) => firmsOf(group) >= least)
    .sort((x, y) => firmsOf(y) - firmsOf(x) || x[0]! - y[0]!);
}
