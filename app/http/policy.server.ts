import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import type { Actor, PersonActor } from "#app/domain/access/actor.ts";
import { judgeAccess, type Policy } from "#app/domain/access/policy.ts";
import type { Ctx } from "#db/client.ts";
import type { RequestContext, Services } from "./context.server.ts";
import { networkOf } from "./session/network.ts";
import "./context.server.ts";

/** What a guarded handler is given: the command context, the checked actor and the request's parts. */
export type Guarded<A extends Actor> = {
  ctx: Ctx;
  actor: A;
  services: Services;
  context: RequestContext;
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
};

type PersonPolicy = Policy & { roles: Exclude<Policy["roles"], "public"> };
type Handler<A extends Actor, T> = (args: Guarded<A>) => Promise<T>;
type Args = LoaderFunctionArgs | ActionFunctionArgs;
/** A handler that carries its policy, readable by the walk at boot and by the permission matrix. */
export type GuardedHandler<T> = ((args: Args) => Promise<T>) & { policy: Policy };

function notFound(): Response {
  return new Response(null, { status: 404 });
}

function guard<T>(
  policy: Policy,
  handler: Handler<never, T>,
  whenSignedOut: (request: Request) => Response,
): GuardedHandler<T> {
  const guarded = async ({ request, params, context }: Args): Promise<T> => {
    const actor = await context.actor();
    const verdict = judgeAccess(actor, policy);
    if (verdict === "hidden") throw notFound();
    if (verdict === "sign_in") throw whenSignedOut(request);
    const { services, requestId, address } = context;
    const network = networkOf(address);
    const ctx: Ctx = { db: services.db, clock: services.clock, actor, requestId, network };
    return handler({
      ctx,
      actor: actor as never,
      services,
      context,
      request,
      url: new URL(request.url),
      params,
    });
  };
  return Object.assign(guarded, { policy });
}

/** Wraps a loader with its policy: outside it 404, signed out to the login page and back. */
export function guardedLoader<T>(policy: PersonPolicy, handler: Handler<PersonActor, T>): GuardedHandler<T>;
export function guardedLoader<T>(policy: Policy, handler: Handler<Actor, T>): GuardedHandler<T>;
export function guardedLoader<T>(policy: Policy, handler: Handler<never, T>): GuardedHandler<T> {
  return guard(policy, handler, (request) => {
    const { pathname, search } = new URL(request.url);
    return redirect(`/login?next=${encodeURIComponent(pathname + search)}`);
  });
}

/** Wraps an action with its policy: outside it 404, signed out 401 so that the page keeps what was typed. */
export function guardedAction<T>(policy: PersonPolicy, handler: Handler<PersonActor, T>): GuardedHandler<T>;
export function guardedAction<T>(policy: Policy, handler: Handler<Actor, T>): GuardedHandler<T>;
export function guardedAction<T>(policy: Policy, handler: Handler<never, T>): GuardedHandler<T> {
  return guard(policy, handler, () => new Response(null, { status: 401 }));
}
