import { acceptClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { onInstallation } from "./session.ts";

/** `clock accept`: the database's clock is right as it is; the sweep goes on. */
export const clockAccept = onInstallation([], [], async ({ ctx, json, out, say }) => {
  const accepted = await acceptClock(ctx);
  out.stdout(json ? JSON.stringify({ accepted }) : say(accepted ? "cli.clockAccepted" : "cli.clockWell", {}));
  return 0;
});
