import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { contactScope } from "#db/views/firm.scope.ts";
import { keysetPage, type Page, type PageRequest } from "#db/views/keyset.ts";

/** One line of a list of contacts; the newest first. `excerpt` is what the reader may see of the words. */
export type ContactRow = {
  contactId: string;
  contactNo: number;
  kind: ContactKind;
  outcome: ContactOutcome;
  happenedOn: string;
  excerpt: string;
  firms: { firmId: number; name: string }[];
  deputies: { deputyId: number; name: string }[];
};

/** Whose contacts: of one firm, of one deputy, or all in scope. */
export type ContactFilter = { firmId?: number; deputyId?: number };

const EXCERPT = 80;

/** Contacts of a firm or deputy in the actor's scope, newest first, keyset-paged by `contact_no` in the URL. */
export function listContacts(
  ctx: Ctx,
  filter: ContactFilter,
  page: PageRequest,
  rows = 20,
): Promise<Page<ContactRow>> {
  return readTx(ctx, (tx) => pageOfContacts(tx, ctx.actor, filter, page, rows));
}

async function pageOfContacts(
  tx: Tx,
  actor: Actor,
  filter: ContactFilter,
  page: PageRequest,
  rows: number,
): Promise<Page<ContactRow>> {
  const keyset = keysetPage(
    {
      key: sql`contacts.happened_on`,
      id: sql`contacts.contact_no`,
      descending: true,
      anchor: (id) => sql`select happened_on, contact_no from contacts where contact_no = ${id}`,
    },
    page,
    rows,
  );
  const narrowed: SQL[] = [];
  if (filter.firmId !== undefined)
    narrowed.push(
      sql`contacts.contact_id in (select contact_id from contact_firms where firm_id = ${filter.firmId})`,
    );
  if (filter.deputyId !== undefined)
    narrowed.push(
      sql`contacts.contact_id in (select contact_id from contact_deputies where deputy_id = ${filter.deputyId})`,
    );
  const internal = seesInternalNotes(actor);
  const note = internal ? sql`coalesce(nullif(internal_note, ''), firm_note)` : sql`firm_note`;
  const fetched = await tx.execute<{
    contact_id: string;
    contact_no: number;
    kind: ContactKind;
    outcome: ContactOutcome;
    happened_on: string;
    excerpt: string;
    firms: { firmId: number; name: string }[];
    deputies: { deputyId: number; name: string }[];
  }>(sql`
    select contacts.contact_id, contacts.contact_no, contacts.kind, contacts.outcome, contacts.happened_on::text,
      left(${note}, ${EXCERPT}) as excerpt,
      (select coalesce(jsonb_agg(jsonb_build_object('firmId', f.firm_id, 'name', f.name) order by f.firm_id), '[]')
        from contact_firms cf join firms f using (firm_id) where cf.contact_id = contacts.contact_id) as firms,
      (select coalesce(jsonb_agg(jsonb_build_object('deputyId', d.deputy_id, 'name', d.name) order by d.deputy_id), '[]')
        from contact_deputies cd join deputies d using (deputy_id) where cd.contact_id = contacts.contact_id) as deputies
    from contacts
    where contacts.withdrawn_at is null and ${contactScope(actor)}
      ${narrowed.length > 0 ? sql`and ${sql.join(narrowed, sql` and `)}` : sql``} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`);
  const list = fetched.map(
    (row): ContactRow => ({
      contactId: row.contact_id,
      contactNo: row.contact_no,
      kind: row.kind,
      outcome: row.outcome,
      happenedOn: row.happened_on,
      excerpt: row.excerpt,
      firms: row.firms,
      deputies: row.deputies,
    }),
  );
  return keyset.finish(list);
}

/** Internal notes 内部备注 are the congress's own: the firm never sees them, the auditor has no use for them. */
export function seesInternalNotes(actor: Actor): boolean {
  return actor.kind === "system" || (actor.kind === "person" && INTERNAL_READERS.includes(actor.role));
}

const INTERNAL_READERS: readonly string[] = [
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
];
