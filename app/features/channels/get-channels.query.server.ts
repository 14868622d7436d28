import { sql } from "drizzle-orm";
import { CHANNELS, type Channel, PERSONAL_CHANNELS } from "#app/domain/channel/kinds.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { keptRead } from "#db/kept-read.ts";
import { channelsSetUp, type UnreachedGroup, unreachedGroups } from "./unreached.server.ts";

/** A channel as its administrator sees it: figures of deliveries, never contents. Instants ISO. */
export type ChannelStatus = {
  channel: Channel;
  isSetUp: boolean;
  personal: boolean;
  waiting: number;
  failing: number;
  sentToday: number;
  dead: number;
  lastSentAt: string | null;
  lastError: string | null;
};

/** A delivery that was given up. */
export type DeadDelivery = {
  deliveryId: number;
  channel: Channel;
  kind: string;
  recipient: string;
  attempts: number;
  lastError: string;
  deadAt: string;
};

export type ChannelsPage = { channels: ChannelStatus[]; dead: DeadDelivery[]; unreached: UnreachedGroup[] };

const SHOWN = 100;

/** Channels, what they carried, what lies dead, and whom none of them reaches. */
export function getChannels(ctx: Ctx): Promise<ChannelsPage> {
  return readTx(ctx, async (tx, now) => {
    const names = await channelsSetUp(tx);
    const rows = await tx.execute<Omit<ChannelStatus, "isSetUp" | "personal">>(sql`
      select channel, count(*) filter (where sent_at is null and dead_at is null)::int as waiting,
        count(*) filter (where sent_at is null and dead_at is null and attempts > 0)::int as failing,
        count(*) filter (where sent_at > ${now}::timestamptz - interval '24 hours')::int as "sentToday",
        count(*) filter (where dead_at is not null)::int as dead,
        to_char(max(sent_at) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "lastSentAt",
        (array_agg(last_error order by delivery_id desc) filter (where sent_at is null and last_error is not null))[1] as "lastError"
      from deliveries group by channel`);
    const found = new Map(rows.map((row) => [row.channel, row]));
    const dead = await tx.execute<DeadDelivery>(sql`
      select d.delivery_id as "deliveryId", d.channel, n.kind, u.name as recipient, d.attempts, d.last_error as "lastError",
        to_char(d.dead_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deadAt"
      from deliveries d join notices n using (notice_id) join users u on u.user_id = d.recipient_user_id
      where d.dead_at is not null order by d.delivery_id desc limit ${SHOWN}`);
    return {
      channels: CHANNELS.map((channel) => ({
        waiting: 0,
        failing: 0,
        sentToday: 0,
        dead: 0,
        lastSentAt: null,
        lastError: null,
        ...found.get(channel),
        channel,
        isSetUp: names.includes(channel),
        personal: PERSONAL_CHANNELS.includes(channel),
      })),
      dead: [...dead],
      unreached: await unreachedGroups(tx, now, names),
    };
  });
}

/** The groups that no channel reaches, for the desk: as they were within the hour. */
export function findUnreached(ctx: Ctx): Promise<UnreachedGroup[]> {
  return keptRead(ctx, "unreached", async (tx) => {
    const [row] = await tx.execute<{ unreached: UnreachedGroup[] }>(
      sql`select value->'unreached' as unreached from installation where name = 'channels'`,
    );
    return row?.unreached ?? [];
  });
}
