import { asc, eq } from "drizzle-orm";
import { type Ctx, read } from "#db/client.ts";
import { users } from "#db/schema/accounts.ts";
import { personas, roleGrants } from "#db/schema/grants.ts";

/** One member of the demonstration's cast, for the buttons on the login page. */
export type Persona = { persona: string; name: string; role: string; login: string | null };

/** The cast in its order; empty in real use. */
export async function listPersonas(ctx: Ctx): Promise<Persona[]> {
  return read(ctx.db, (q) =>
    q
      .select({ persona: personas.persona, name: users.name, role: roleGrants.role, login: users.phone })
      .from(personas)
      .innerJoin(roleGrants, eq(roleGrants.grantId, personas.grantId))
      .innerJoin(users, eq(users.userId, roleGrants.userId))
      .orderBy(asc(personas.sort)),
  );
}
