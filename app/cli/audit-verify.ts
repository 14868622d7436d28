import { sealAudit } from "#app/features/audit/seal-audit.command.server.ts";
import { verifyAudit } from "#app/features/audit/verify-audit.query.server.ts";
import { onInstallation } from "./session.ts";

/** `audit verify`: seals what is waiting, then walks the chain; exit 1 names the first broken entry. */
export const auditVerify = onInstallation([], [], async ({ installation, json, out, say }) => {
  while ((await sealAudit(installation.ctx)) > 0);
  const check = await verifyAudit(installation.ctx);
  if (json) out.stdout(JSON.stringify(check));
  else if (check.brokenAt === null) out.stdout(say("cli.chainWhole", { count: check.sealed }));
  else out.stdout(say("cli.chainBroken", { auditId: check.brokenAt }));
  return check.brokenAt === null ? 0 : 1;
});
