import { setTimeout as delay } from "node:timers/promises";
import { ConnectionLostError } from "./errors.ts";
import type { Log } from "./log.ts";
import { openSlot, type Slot } from "./slot.ts";

export type Listening = {
  /** Settles when the channel is heard for the first time. */
  ready: Promise<void>;
  /** Whether announcements reach us now; while they don't, nothing may be kept that one of them would drop. */
  live(): boolean;
  stop(): Promise<void>;
};

type Subscription = { channel: string; onNotify: (payload: string) => void; heard: () => void };

const RETRY_AT_MOST_MS = 2_000;

const quoteChannel = (channel: string) => `"${channel.replaceAll('"', '""')}"`;

/**
 * LISTEN on a connection of its own that is opened again whenever it is lost. What was announced meanwhile is unknown,
 * so every subscriber is then called once with an empty text: a notification is a hint to look, never the news itself.
 */
export function listener(url: string, log: Log) {
  const subscriptions = new Set<Subscription>();
  let current: Promise<Slot> | undefined;
  let closed = false;
  let hearing: Slot | undefined;

  function call(subscription: Subscription, payload: string) {
    try {
      subscription.onNotify(payload);
    } catch (error) {
      log.error({ error: String(error), channel: subscription.channel }, "a notification's handler failed");
    }
  }

  async function connect(first: boolean): Promise<Slot> {
    for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, RETRY_AT_MOST_MS)) {
      if (closed) throw new ConnectionLostError("the database handle is closed");
      try {
        return await open(first);
      } catch (error) {
        log.warn({ error: String(error) }, "can't listen to the database; trying again");
        await delay(waitMs, undefined, { ref: false });
      }
    }
  }

  async function open(first: boolean): Promise<Slot> {
    const slot = await openSlot({
      url,
      session: { application_name: "liaison listen" },
      onNotify(channel, payload) {
        for (const each of subscriptions) if (each.channel === channel) call(each, payload);
      },
      onLost(lost) {
        if (hearing !== lost) return;
        hearing = undefined;
        current = undefined;
        if (!closed && subscriptions.size > 0) start(false);
      },
    });
    try {
      for (const { channel } of subscriptions) {
        await slot.run(() => slot.client.unsafe(`listen ${quoteChannel(channel)}`));
      }
    } catch (error) {
      await slot.close();
      throw error;
    }
    if (slot.poison) throw slot.poison;
    hearing = slot;
    for (const each of subscriptions) {
      each.heard();
      if (!first) call(each, "");
    }
    return slot;
  }

  function start(first: boolean): Promise<Slot> {
    current = connect(first);
    current.catch(() => {});
    return current;
  }

  function listen(channel: string, onNotify: (payload: string) => void): Listening {
    let listens = false;
    let heard = () => {};
    const ready = new Promise<void>((resolve) => {
      heard = () => {
        listens = true;
        resolve();
      };
    });
    const subscription = { channel, onNotify, heard };
    subscriptions.add(subscription);
    void (async () => {
      if (!current) return start(true);
      const slot = await current;
      await slot.run(() => slot.client.unsafe(`listen ${quoteChannel(channel)}`));
      heard();
    })().catch(() => {});
    return {
      ready,
      live: () => listens && hearing !== undefined,
      async stop() {
        subscriptions.delete(subscription);
        const shared = [...subscriptions].some((each) => each.channel === channel);
        const slot = await current?.catch(() => undefined);
        if (!shared && slot)
          await slot.run(() => slot.client.unsafe(`unlisten ${quoteChannel(channel)}`)).catch(() => {});
      },
    };
  }

  return {
    listen,
    async close() {
      closed = true;
      const slot = await current?.catch(() => undefined);
      await slot?.close();
    },
  };
}
