/** Words of a command taken apart: `--name value` and `--flag`, the rest in order. */
export type Arguments = { words: string[]; options: Map<string, string>; flags: Set<string> };

/**
 * Takes a command line apart. `valued` names the options that take a value; any other `--word` is a flag.
 * Returns a sentence when a word is unknown or a value is missing.
 */
export function readArguments(args: string[], valued: string[], flags: string[]): Arguments | string {
  const found: Arguments = { words: [], options: new Map(), flags: new Set() };
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    const name = word.slice(2);
    if (!word.startsWith("--")) found.words.push(word);
    else if (flags.includes(name)) found.flags.add(name);
    else if (!valued.includes(name)) return `Unknown option ${word}.`;
    else {
      const value = args[++index];
      if (value === undefined) return `${word} needs a value.`;
      found.options.set(name, value);
    }
  }
  return found;
}
