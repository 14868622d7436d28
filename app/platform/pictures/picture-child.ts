import { reencode } from "./reencode.ts";
import type { PictureAnswer, PictureTask } from "./reencode-photo.server.ts";

/** The process that decodes pictures: takes one after the other from the server, and ends with it. */
process.on("message", async ({ bytes, megapixels }: PictureTask) => {
  const answer: PictureAnswer = await reencode(bytes, megapixels);
  process.send?.(answer);
});
