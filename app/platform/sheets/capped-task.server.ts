import { once } from "node:events";

/** The child's side of `runCapped`: the request on the first line of standard input, then the bytes. */
export async function readTask(): Promise<{ request: unknown; bytes: Uint8Array }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const input = Buffer.concat(chunks);
  const end = input.indexOf(10);
  return { request: JSON.parse(input.toString("utf8", 0, end)), bytes: input.subarray(end + 1) };
}

const BATCH_CHARACTERS = 256 * 1024;

/** Answers one value a line, waiting for the parent where it reads more slowly. */
export async function answerLines(values: Iterable<unknown>): Promise<void> {
  let batch = "";
  for (const value of values) {
    batch += `${JSON.stringify(value)}\n`;
    if (batch.length < BATCH_CHARACTERS) continue;
    if (!process.stdout.write(batch)) await once(process.stdout, "drain");
    batch = "";
  }
  process.stdout.write(batch);
}
