import { exportFirmData } from "#app/features/accounts/export-firm-data.query.server.ts";
import { fileAnswer } from "#app/http/answer/file-answer.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** Everything kept about the firm, as a file for its own people. */
export const loader = guardedLoader(
  { roles: ["firm_representative"], scope: "own", audit: "firm.exported" },
  async ({ ctx, actor }) =>
    fileAnswer(
      JSON.stringify(await exportFirmData(ctx, actor), null, 2),
      "application/json",
      "our-data.json",
    ),
);
