import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { retryAfterMs } from "#app/domain/channel/delivery.ts";
import { type Ctx, withTx } from "#db/client.ts";

/** A notice as a channel's message words it. */
export type CarriedNotice = {
  kind: string;
  level: number | null;
  number: string | null;
  facts: Record<string, unknown>;
};

/** One message to be carried: to one person, or into a room (`to` empty). */
export type Outgoing = { to: string; locale: string; notices: CarriedNotice[] };

/** What carries and words messages; made by the job from configuration and dictionaries. */
export type Carriage = {
  names: readonly string[];
  personal: (channel: string) => boolean;
  carry: (channel: string, outgoing: Outgoing) => Promise<void>;
};

/** Notices merged into one message at most. */
const MERGED = 30;
/** While a message is under way nobody else takes it; a process that dies meanwhile gives it back after so long. */
const LEASE_S = 120;

type Taken = CarriedNotice & {
  deliveryId: number;
  attempts: number;
  email: string | null;
  phone: string | null;
  locale: string;
};

/**
 * Carries one message of one channel: all that waits for one person (a room: for everybody) goes together. What fails is tried again later
 * and at last lies dead for an administrator. Returns whether there was one, so that a slow or failing channel never keeps others waiting.
 */
export async function carryNext(ctx: Ctx, channel: string, carriage: Carriage): Promise<boolean> {
  const system = { ...ctx, actor: SYSTEM };
  const personal = carriage.personal(channel);
  const taken = await take(system, channel, personal);
  if (taken.length === 0) return false;
  const [first] = taken;
  const address = channel === "sms" ? first!.phone : first!.email;
  const notices = [
    ...new Map(
      taken.map(({ kind, level, number, facts }) => [
        `${kind}/${level}/${number}/${JSON.stringify(facts)}`,
        { kind, level, number, facts },
      ]),
    ).values(),
  ];
  let fault: string | null = null;
  try {
    if (personal && address === null) throw new Error("the person has no address any more");
    await carriage.carry(channel, { to: personal ? (address ?? "") : "", locale: first!.locale, notices });
  } catch (error) {
    fault = error instanceof Error ? error.message.slice(0, 300) : "unknown";
  }
  await settle(system, taken, fault);
  return true;
}

async function take(ctx: Ctx, channel: string, personal: boolean): Promise<Taken[]> {
  return withTx(
    ctx,
    async (tx, now) => [
      ...(await tx.execute<Taken>(sql`
        with first as (
          select recipient_user_id from deliveries
          where channel = ${channel} and sent_at is null and dead_at is null and available_at <= ${now}::timestamptz
          order by available_at, delivery_id limit 1 for update skip locked
        ), due as (
          select d.delivery_id from deliveries d, first
          where d.channel = ${channel} and d.sent_at is null and d.dead_at is null and d.available_at <= ${now}::timestamptz
            and (not ${personal}::boolean or d.recipient_user_id = first.recipient_user_id)
          order by d.delivery_id limit ${MERGED} for update of d skip locked)
        update deliveries d set attempts = d.attempts + 1, available_at = ${now}::timestamptz + make_interval(secs => ${LEASE_S})
        from due, notices n, users u
        where d.delivery_id = due.delivery_id and n.notice_id = d.notice_id and u.user_id = d.recipient_user_id
        returning d.delivery_id as "deliveryId", d.attempts, n.kind, n.level, n.facts, u.email, u.phone, u.locale,
          (select i.number from issues i where i.issue_id = n.issue_id) as number`)),
    ],
    { idempotent: true },
  );
}

async function settle(ctx: Ctx, taken: readonly Taken[], fault: string | null): Promise<void> {
  const ends = taken.map(({ deliveryId, attempts }) => ({
    deliveryId,
    waitMs: fault === null ? null : retryAfterMs(attempts),
  }));
  await withTx(
    ctx,
    (tx, now) =>
      tx.execute(sql`
        update deliveries d set sent_at = case when ${fault}::text is null then ${now}::timestamptz end,
          last_error = ${fault}::text, dead_at = case when ${fault}::text is not null and e."waitMs" is null then ${now}::timestamptz end,
          available_at = ${now}::timestamptz + make_interval(secs => coalesce(e."waitMs", 0) / 1000.0)
        from jsonb_to_recordset(${JSON.stringify(ends)}::text::jsonb) as e("deliveryId" int, "waitMs" float8)
        where d.delivery_id = e."deliveryId" and d.sent_at is null`),
    { idempotent: true },
  );
}
