import { quoteName } from "./ensure-database.ts";
import { DatabaseUnfitError } from "./errors.ts";
import type { Slot } from "./slot.ts";
import { transact } from "./transaction.ts";

export type GrantOptions = {
  appRole: string;
  /** Tables of which the application may never change or remove a row (events, audit). */
  insertOnly: readonly string[];
  /** Tables the application has no business with at all. */
  hidden?: readonly string[];
  schemas?: readonly string[];
};

const LIST_RELATIONS = `
  select n.nspname as schema, c.relname as name, c.relkind as kind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by 1, 2`;

/**
 * Gives the application role exactly what it needs on every table, run after each migration as the owner: read and
 * write, or read and insert; never TRUNCATE, never ownership.
 */
export async function grantAppPrivileges(slot: Slot, options: GrantOptions): Promise<void> {
  const { appRole, insertOnly, hidden = [], schemas = ["public"] } = options;
  const rows = await slot.run(() => slot.client.unsafe(LIST_RELATIONS, [schemas as string[]]));
  const role = quoteName(appRole);
  const names = new Set(rows.map((row) => String(row.name)));
  for (const name of [...insertOnly, ...hidden]) {
    if (!names.has(name))
      throw new DatabaseUnfitError(`the list of restricted tables names ${name}, which does not exist`);
  }
  const statements = schemas.map((schema) => `grant usage on schema ${quoteName(schema)} to ${role}`);
  for (const row of rows) {
    const subject = `${quoteName(row.schema)}.${quoteName(row.name)}`;
    if (row.kind === "S") {
      statements.push(`grant usage, select on sequence ${subject} to ${role}`);
      continue;
    }
    statements.push(`revoke all on ${subject} from ${role}`, `revoke all on ${subject} from public`);
    if (hidden.includes(row.name)) continue;
    const written = row.kind === "r" || row.kind === "p";
    const rights = !written
      ? "select"
      : insertOnly.includes(row.name)
        ? "select, insert"
        : "select, insert, update, delete";
    statements.push(`grant ${rights} on ${subject} to ${role}`);
  }
  await transact(slot, "begin", () => slot.run(() => slot.client.unsafe(statements.join(";\n"))));
}
