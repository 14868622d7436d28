import { Readable } from "node:stream";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { zipStream } from "#app/platform/zip-stream.ts";
import type { Ctx } from "#db/client.ts";
import { drawCodes } from "./codes.query.server.ts";

/** The codes in an actor's scope as a zip archive that is drawn while it is read. */
export function streamCodes(ctx: Ctx, actor: PersonActor, origin: string): Readable {
  return Readable.from(zipStream(drawCodes(ctx, actor, origin)));
}
