import type { RequestHandler } from "express";

/**
 * Lets a browser journey move the present: `POST /__test/clock?offset=MS`. Mounted only where the environment is NODE_ENV=test and
 * LIAISON_TEST_CLOCK=allow; anywhere else the address does not exist.
 */
export function testClockRoute(move: (offsetMs: number) => void): RequestHandler {
  return (request, response, next) => {
    if (request.path !== "/__test/clock" || request.method !== "POST") return next();
    const offset = Number(request.query.offset);
    if (!Number.isFinite(offset)) {
      response.status(422).end();
      return;
    }
    move(offset);
    response.status(204).end();
  };
}
