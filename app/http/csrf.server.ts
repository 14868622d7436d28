import type { NextFunction, Request, Response } from "express";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses posts that another site's page could have sent: the browser must say same-origin (Sec-Fetch-Site), or the Origin must be
 * ours; a request that says neither is refused too. `origin` is the configured one; the request's own host is accepted beside it.
 */
export function refuseForeignPosts(origin: string) {
  return (request: Request, response: Response, next: NextFunction) => {
    if (SAFE.has(request.method)) return next();
    const site = request.headers["sec-fetch-site"];
    const sent = request.headers.origin;
    const own = [origin, `${request.protocol}://${request.headers.host}`];
    const sameSite = site === undefined || site === "same-origin";
    const sameOrigin = sent !== undefined && own.includes(sent);
    if (sameSite && (sameOrigin || (sent === undefined && site === "same-origin"))) return next();
    response.status(403).type("text").send("请从本站页面提交 Please send the form from this site's own page");
  };
}
