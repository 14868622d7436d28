import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import { mayReword } from "#app/domain/contact/rules.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { users } from "#db/schema/accounts.ts";
import { contactDeputies, contactFirms, contactRevisions, contacts } from "#db/schema/contacts.ts";
import { deputies } from "#db/schema/deputies.ts";
import { files } from "#db/schema/events.ts";
import { firms } from "#db/schema/firms.ts";
import { recordScope } from "#db/views/firm.scope.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { maskWord } from "#db/views/masked.ts";
import { seesInternalNotes } from "./list-contacts.query.server.ts";

/** One contact as the reader may see it; instants ISO, days civil. */
export type ContactPage = {
  contactId: string;
  contactNo: number;
  kind: ContactKind;
  outcome: ContactOutcome;
  happenedOn: string;
  place: string;
  topics: string[];
  peopleMet: string;
  firmNote: string;
  /** Null where the reader may not see internal notes. */
  internalNote: string | null;
  nextVisitOn: string | null;
  createdAt: string;
  withdrawnAt: string | null;
  version: number;
  recordedBy: string | null;
  recordedAs: string;
  firms: { firmId: number; name: string }[];
  /** What was typed for a firm that the register did not know; "" where there was none. */
  namedFirm: string;
  /** Whether somebody has said which firm that was. */
  firmSettled: boolean;
  deputies: { deputyId: number; name: string }[];
  files: { fileId: string; sizeBytes: number }[];
  issues: { issueId: number; number: string; title: string; state: string }[];
  revisions: {
    revision: number;
    correctedAt: string;
    former: { firmNote: string; internalNote: string | null };
  }[];
  /** What this reader may do with it now. */
  may: {
    reword: boolean;
    add: boolean;
    undo: boolean;
    addPhotos: boolean;
    review: boolean;
    nameFirm: boolean;
  };
};

/** One contact in the actor's scope; refuses with `common.not_found`. */
export function getContact(ctx: Ctx, contactId: string): Promise<Result<ContactPage>> {
  return readTx(ctx, async (tx, now) => {
    const [row] = await tx
      .select({ contact: contacts, recordedBy: users.name })
      .from(contacts)
      .leftJoin(users, eq(users.userId, contacts.recordedBy))
      .where(and(eq(contacts.contactId, contactId), recordScope(ctx.actor)));
    if (!row) return refuse("common.not_found", {});
    const { contact } = row;
    const internal = seesInternalNotes(ctx.actor);
    const metFirms = await tx
      .select({ firmId: firms.firmId, name: firms.name })
      .from(contactFirms)
      .innerJoin(firms, eq(firms.firmId, contactFirms.firmId))
      .where(eq(contactFirms.contactId, contactId))
      .orderBy(asc(firms.firmId));
    const credited = await tx
      .select({ deputyId: deputies.deputyId, name: deputies.name })
      .from(contactDeputies)
      .innerJoin(deputies, eq(deputies.deputyId, contactDeputies.deputyId))
      .where(eq(contactDeputies.contactId, contactId))
      .orderBy(asc(deputies.deputyId));
    const photos = await tx
      .select({ fileId: files.fileId, sizeBytes: files.sizeBytes })
      .from(files)
      .where(and(eq(files.subjectKind, "contact"), eq(files.subjectId, contact.contactNo)))
      .orderBy(asc(files.createdAt), asc(files.fileId));
    const former = await tx
      .select()
      .from(contactRevisions)
      .where(eq(contactRevisions.contactId, contactId))
      .orderBy(desc(contactRevisions.revision));
    const raised = await tx.execute<{ issue_id: number; number: string; title: string; state: string }>(sql`
      select issues.issue_id, issues.number, ip.title, issues.state from issues
      join issue_parties ip on ip.issue_id = issues.issue_id
      where ip.contact_id = ${contactId} and ${issueScope(ctx.actor)} order by issues.issue_id`);
    const reviewed = contact.outcomeReviewedAt !== null;
    const firmSettled = contact.namedFirm !== "" && contact.firmNamedAt !== null;
    const own = ctx.actor.kind === "person" && contact.recordedBy === ctx.actor.userId;
    const live = contact.withdrawnAt === null;
    const fresh = mayReword(Date.parse(contact.createdAt), Date.parse(now));
    const looks =
      ctx.actor.kind === "person" && ["township_officer", "station_clerk"].includes(ctx.actor.role);
    const page: ContactPage = {
      contactId,
      contactNo: contact.contactNo,
      kind: contact.kind as ContactKind,
      outcome: contact.outcome as ContactOutcome,
      happenedOn: contact.happenedOn,
      place: contact.place,
      topics: contact.topics,
      peopleMet: internal ? contact.peopleMet : "",
      firmNote: contact.firmNote,
      internalNote: internal ? contact.internalNote : null,
      nextVisitOn: contact.nextVisitOn,
      createdAt: contact.createdAt,
      withdrawnAt: contact.withdrawnAt,
      version: contact.version,
      recordedBy: row.recordedBy,
      recordedAs: contact.recordedAs,
      firms: metFirms,
      namedFirm: contact.namedFirm,
      firmSettled,
      deputies: credited,
      files: photos,
      issues: raised.map((one) => ({
        issueId: one.issue_id,
        number: one.number,
        title: one.title,
        state: one.state,
      })),
      revisions: former.map((one) => {
        const words = one.former as { firmNote: string; internalNote: string };
        return {
          revision: one.revision,
          correctedAt: one.correctedAt,
          former: { firmNote: words.firmNote, internalNote: internal ? words.internalNote : null },
        };
      }),
      may: {
        reword: own && live && fresh,
        add: own && live,
        undo: own && live && fresh,
        addPhotos: own && live,
        review: looks && live && contact.outcome !== "met" && !reviewed,
        nameFirm: looks && live && contact.namedFirm !== "" && !firmSettled,
      },
    };
    return ok(seesMasked(ctx.actor) ? masked(page) : page);
  });
}

/** The contact without what tells whom it was with. */
function masked(page: ContactPage): ContactPage {
  return {
    ...page,
    place: "",
    firmNote: "",
    recordedBy: null,
    namedFirm: "",
    firms: page.firms.map(({ firmId }) => ({ firmId, name: maskWord("firm", firmId) })),
    deputies: page.deputies.map(({ deputyId }) => ({ deputyId, name: maskWord("deputy", deputyId) })),
    issues: [],
    revisions: [],
  };
}
