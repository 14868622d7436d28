import type { CommandOut } from "./command.ts";
import { commands, usage } from "./commands.ts";

/** Asks for help wherever it stands; `help` only as the first word, where no value of an option can be. */
const HELP = ["--help", "-h"];

/** Finds the command by its first words (two-word names first) and runs it; exit status 0 done, 1 refused, 2 wrong use. */
export async function runCommand(words: string[], out: CommandOut): Promise<number> {
  const twoWords = words.slice(0, 2).join(" ");
  const name = commands[twoWords] ? twoWords : (words[0] ?? "");
  const command = commands[name];
  const asked = words.length === 0 || words[0] === "help" || words.some((word) => HELP.includes(word));
  if (!command || asked) {
    out.stderr(usage(name));
    return asked ? 0 : 2;
  }
  const run = await command.load();
  return run(words.slice(name.split(" ").length), out);
}
