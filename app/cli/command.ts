/** Where a command writes: what machines read to stdout, everything else to stderr. */
export type CommandOut = { stdout: (line: string) => void; stderr: (line: string) => void };
/** A command: its words after the name in, its exit status out (0 done, 1 refused, 2 wrong use). */
export type Command = (args: string[], out: CommandOut) => Promise<number>;
