import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { messageScope } from "#db/views/message.scope.ts";

/** Everything kept about a firm that its own person may have: the register's row, people, issues with answers, messages, visits. */
export function exportFirmData(ctx: Ctx, actor: PersonActor): Promise<Record<string, unknown>> {
  const { firmId } = actor;
  return readTx(ctx, async (tx, now) => {
    const all = async (query: ReturnType<typeof sql>) => [...(await tx.execute(query))];
    return {
      exportedAt: now,
      firm: await all(
        sql`select uscc, name, former_names, address, phone, business_scope, size_class, established_on::text, state from firms where firm_id = ${firmId}`,
      ),
      people: await all(
        sql`select name, phone, title, started_on::text, ended_on::text from representatives where firm_id = ${firmId} order by representative_id`,
      ),
      liaisons: await all(
        sql`select d.name, p.started_on::text, p.ended_on::text from pairings p join deputies d using (deputy_id) where p.firm_id = ${firmId} order by p.started_on`,
      ),
      issues:
        await all(sql`select i.number, ip.title, ip.words, i.state, i.closing, i.confidentiality, i.submitted_at, i.closed_at,
          (select coalesce(jsonb_agg(jsonb_build_object('body', a.body, 'class', a.answer_class, 'signedAt', a.signed_at) order by a.answer_id), '[]')
            from answers a where a.issue_id = i.issue_id and a.signed_at is not null) as answers
        from issues i join issue_parties ip using (issue_id) where ip.firm_id = ${firmId} order by i.issue_id`),
      messages: await all(
        sql`select number, words, phone, firm_name, state, closing, confidentiality, received_at from messages where firm_id = ${firmId} and ${messageScope(actor)} order by message_id`,
      ),
      visits:
        await all(sql`select c.happened_on::text, c.kind, c.firm_note from contacts c join contact_firms cf using (contact_id)
        where cf.firm_id = ${firmId} and c.withdrawn_at is null order by c.happened_on`),
    };
  });
}
