import { inviteAdministrator } from "#app/features/accounts/one-time-link.command.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { readEnv } from "#app/platform/env.ts";
import { onInstallation } from "./session.ts";

/** `admin invite [--name NAME]`: a one-time link with which the first security administrator sets phone and password; pages are Chinese first. */
export const adminInvite = onInstallation(["name"], [], async ({ ctx, args, json, out, say }) => {
  const env = readEnv();
  const result = await inviteAdministrator(
    ctx,
    args.options.get("name") ?? translator("zh-CN")("role.security_administrator"),
  );
  if (!result.ok) {
    out.stderr(say.refusal(result.error));
    return 1;
  }
  const link = `${env.LIAISON_ORIGIN ?? `http://localhost:${env.PORT}`}/activate/${result.value.token}`;
  if (json) out.stdout(JSON.stringify({ link, userId: result.value.userId }));
  else out.stdout(link);
  out.stderr(say("cli.inviteOnce"));
  return 0;
});
