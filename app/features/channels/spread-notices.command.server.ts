import { type SQL, sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { leavesAt, NO_WISHES, type Wishes } from "#app/domain/channel/delivery.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";

/** Rows of the outbox spread over the channels in one transaction. */
const BATCH = 500;
/** Without any channel they are only taken off the list, which costs less. */
const BATCH_OFF = 5_000;
/** Notices older than this were left before any channel was set up: they are not sent afterwards. */
const TOO_OLD_MS = 2 * 86_400_000;

/** Which channels are set up, and whether each reaches persons or a room. */
export type SetUp = ReadonlyMap<string, { personal: boolean }>;

type Row = {
  outboxId: number;
  noticeId: number;
  kind: string;
  level: number | null;
  inCopy: boolean;
  userId: number;
  createdAt: string;
  email: string | null;
  phone: string | null;
} & { [K in keyof Wishes]: Wishes[K] | null };

/**
 * Takes notices out of the outbox and leaves one delivery for each channel that is to carry them, by the wishes of their reader: mail and
 * text message to the person, levels also into the rooms. The issue's own transaction is long over: nothing here can hold it up.
 */
export function spreadNotices(ctx: Ctx, channels: SetUp): Promise<{ more: boolean }> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      if (channels.size === 0) return { more: await takeOff(tx, now) };
      const rows = await tx.execute<Row>(sql`
        select o.outbox_id as "outboxId", n.notice_id as "noticeId", n.kind, n.level, n.in_copy as "inCopy", n.recipient_user_id as "userId",
          to_char(o.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt", u.email, u.phone,
          to_jsonb(p.muted_kinds) as "mutedKinds", to_jsonb(p.muted_channels) as "mutedChannels", p.quiet_from_minutes as "quietFromMinutes",
          p.quiet_until_minutes as "quietUntilMinutes", p.digest_only as "digestOnly"
        from (${waiting(now, BATCH)}) o join lateral (
            select * from notices where notice_id = o.notice_id union all select * from notices where escalation_id = o.escalation_id) n on true
          join users u on u.user_id = n.recipient_user_id left join notice_preferences p on p.user_id = n.recipient_user_id
        order by o.outbox_id, n.notice_id`);
      if (rows.length === 0) return { more: false };
      const nowMs = Date.parse(now);
      const deliveries = rows
        .filter((row) => nowMs - Date.parse(row.createdAt) < TOO_OLD_MS)
        .flatMap((row) =>
          [...channels].flatMap(([channel, { personal }]) => {
            const at = leaves(row, channel, personal, nowMs);
            const { outboxId, noticeId, userId } = row;
            return at === null
              ? []
              : [{ outboxId, noticeId, userId, channel, at: new Date(at).toISOString() }];
          }),
        );
      await tx.execute(sql`
        insert into deliveries (outbox_id, notice_id, channel, recipient_user_id, created_at, available_at)
        select "outboxId", "noticeId", channel, "userId", ${now}::timestamptz, at
        from jsonb_to_recordset(${JSON.stringify(deliveries)}::text::jsonb) as d("outboxId" int, "noticeId" int, channel text, "userId" int, at timestamptz)
        on conflict (outbox_id, notice_id, channel) do nothing`);
      const taken = new Set(rows.map((row) => row.outboxId));
      const ids = JSON.stringify([...taken]);
      await tx.execute(sql`
        update outbox set done_at = ${now}::timestamptz
        where outbox_id in (select jsonb_array_elements_text(${ids}::text::jsonb)::int)`);
      return { more: taken.size === BATCH };
    },
    { idempotent: true },
  );
}

async function takeOff(tx: Tx, now: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    update outbox set done_at = ${now}::timestamptz where outbox_id in (select outbox_id from (${waiting(now, BATCH_OFF)}) o) returning outbox_id`);
  return rows.length === BATCH_OFF;
}

/** Takes what waits to be spread, the oldest first: one notice a row, or all of a level. */
function waiting(now: string, most: number): SQL {
  return sql`select * from outbox where topic = 'notice' and done_at is null and dead_at is null and available_at <= ${now}::timestamptz
    order by available_at, outbox_id limit ${most} for update skip locked`;
}

function leaves(row: Row, channel: string, personal: boolean, now: number): number | null {
  const isLevel = row.level !== null && row.level >= 1 && !row.inCopy && row.kind !== "digest";
  // A room hears of levels and of nothing else: its people are not the notice's readers.
  if (!personal) return isLevel ? now : null;
  const address = channel === "sms" ? row.phone : row.email;
  if (address === null || (channel === "sms" && !isLevel && row.kind !== "channel_test")) return null;
  const wishes = row.mutedKinds === null ? NO_WISHES : (row as unknown as Wishes);
  return leavesAt(wishes, channel, row.kind, now);
}
