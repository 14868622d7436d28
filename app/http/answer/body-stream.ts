import type { EventEmitter } from "node:events";
import type { Readable } from "node:stream";

/** How much of a body that nobody reads any more is still taken in, so that its sender gets the answer and not a cut connection. */
const PASSED_OVER = 64 * 1024 * 1024;

/**
 * The body of a request as a web stream. Where its reader stops early, a form refused for a photo that is too large, the rest is taken in
 * and thrown away: cut off at once, the phone would show a broken connection instead of the refusal, and queue the photo for ever.
 */
export function bodyStream(body: Readable, answer: EventEmitter): ReadableStream<Uint8Array> {
  let passing = false;
  let passed = 0;
  const passOver = () => {
    passing = true;
    body.resume();
  };
  // A reader that gives up need not say so; once there is an answer nobody waits for the rest.
  answer.once("finish", passOver);
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        body.pause();
        body.on("data", (chunk: Buffer) => {
          if (passing) {
            passed += chunk.length;
            if (passed > PASSED_OVER) body.destroy();
            return;
          }
          controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
          if ((controller.desiredSize ?? 0) <= 0) body.pause();
        });
        body.on("end", () => {
          if (!passing) controller.close();
        });
        body.on("error", (error) => {
          if (!passing) controller.error(error);
        });
      },
      pull() {
        body.resume();
      },
      cancel: passOver,
    },
    { highWaterMark: 64 * 1024, size: (chunk) => chunk?.byteLength ?? 0 },
  );
}
