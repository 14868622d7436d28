import { uptime } from "node:os";

/**
 * Milliseconds since this machine started: goes on while it sleeps and is not moved when somebody sets the time of day. Only differences
 * mean anything.
 */
export function steadyMs(): number {
  return uptime() * 1000;
}
