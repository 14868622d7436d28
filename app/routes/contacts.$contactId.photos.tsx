import { redirect } from "@remix-run/node";
import { PHOTOS_PER_SUBJECT, UPLOAD_LIMIT_MB } from "#app/features/files/photo-refusals.ts";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { refuseToPhone, requireAuthor } from "#app/http/answer/phone-answer.server.ts";
import { uuidParam } from "#app/http/params.server.ts";
import { eachPhoto } from "#app/http/parse-photos.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";

const LIMITS = { photos: PHOTOS_PER_SUBJECT, megabytes: UPLOAD_LIMIT_MB };

/** Takes the photos of a contact. A page without scripts is sent back to the record; a script that asks for JSON gets it. */
export const action = guardedAction(
  { roles: ["deputy", "station_clerk", "township_officer"], scope: "rows", audit: "file.stored" },
  async ({ ctx, actor, params, request }) => {
    requireAuthor(request, actor);
    const contactId = uuidParam(params.contactId);
    const subject = { kind: "contact", contactId } as const;
    const stored = await eachPhoto(request, LIMITS, (content) =>
      storeFile(ctx, { fileId: fileIdOf(ctx, subject, content), subject, content }),
    );
    const scripted = (request.headers.get("accept") ?? "").includes("application/json");
    if (scripted && !stored.ok) return refuseToPhone(request, stored);
    if (scripted || (!stored.ok && stored.error.code === "common.not_found")) return respond(stored);
    return redirect(`/contacts/${contactId}${stored.ok ? "" : `?photo=${stored.error.code}`}`, 303);
  },
);
