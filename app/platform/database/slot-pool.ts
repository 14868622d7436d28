import { setTimeout as delay } from "node:timers/promises";
import { ConnectionLostError, DatabaseBusyError, isConnectionError } from "./errors.ts";
import { openSlot, type Slot, type SlotOptions } from "./slot.ts";

export type SlotPoolOptions = Omit<SlotOptions, "onLost" | "onNotify"> & {
  size: number;
  /** How many may wait for a slot; the next one is refused at once. */
  queueLimit: number;
  /** How long one waits for a slot at most. */
  queueWaitMs: number;
  /** How long opening a connection is tried while the server can't be reached (it may be restarting). */
  patienceMs: number;
};

export type PoolStats = { size: number; open: number; busy: number; waiting: number };

export type SlotPool = {
  /** A slot for the caller alone, until `release`. */
  acquire(waitMs: number): Promise<Slot>;
  release(slot: Slot): void;
  stats(): PoolStats;
  /** Refuses newcomers, waits up to `graceMs` for slots in use, closes all. */
  close(graceMs?: number): Promise<void>;
};

type Waiter = { give(slot: Slot): void; refuse(reason: Error): void };

const RETRY_DIAL_AFTER_MS = 100;

export function slotPool(options: SlotPoolOptions): SlotPool {
  const members = new Set<Slot>();
  const idle: Slot[] = [];
  const waiters: Waiter[] = [];
  let opening = 0;
  let closed = false;
  /** Why the last attempt to connect failed; undefined while connecting works. */
  let unreachable: unknown;
  let scouting = false;

  function forget(slot: Slot) {
    if (!members.delete(slot)) return;
    const at = idle.indexOf(slot);
    if (at >= 0) idle.splice(at, 1);
    serve();
  }

  /** One scout tries while the server can't be reached: a crowd at the door would slow its recovery. */
  async function dial(): Promise<Slot> {
    for (const until = Date.now() + options.patienceMs; ; await delay(RETRY_DIAL_AFTER_MS)) {
      const scout = unreachable !== undefined;
      if (!scout || !scouting) {
        if (scout) scouting = true;
        try {
          const slot = await openSlot({ ...options, onLost: forget });
          if (slot.poison) throw slot.poison;
          unreachable = undefined;
          return slot;
        } catch (error) {
          if (!isConnectionError(error)) throw error;
          unreachable = error;
        } finally {
          if (scout) scouting = false;
        }
      }
      if (closed || Date.now() >= until) {
        throw new ConnectionLostError("the database can't be reached", { cause: unreachable });
      }
    }
  }

  async function openFor(waiter: Waiter) {
    opening++;
    try {
      const slot = await dial();
      opening--;
      members.add(slot);
      if (closed) await slot.close();
      else waiter.give(slot);
    } catch (error) {
      opening--;
      waiter.refuse(error instanceof Error ? error : new ConnectionLostError(String(error)));
      serve();
    }
  }

  function serve() {
    while (waiters.length > 0) {
      const slot = idle.pop();
      if (slot) waiters.shift()?.give(slot);
      else if (!closed && members.size + opening < options.size) {
        const waiter = waiters.shift();
        if (waiter) void openFor(waiter);
      } else return;
    }
  }

  function putBack(slot: Slot) {
    if (slot.poison) return;
    idle.push(slot);
    serve();
  }

  return {
    acquire(waitMs) {
      if (closed) return Promise.reject(new ConnectionLostError("the database handle is closed"));
      if (waiters.length >= options.queueLimit) {
        return Promise.reject(new DatabaseBusyError("too many wait for the database already"));
      }
      return new Promise((resolve, reject) => {
        let settled = false;
        const timer = setTimeout(
          () => {
            const at = waiters.indexOf(waiter);
            if (at >= 0) waiters.splice(at, 1);
            waiter.refuse(new DatabaseBusyError("no database connection became free in time"));
          },
          Math.max(1, Math.min(waitMs, options.queueWaitMs)),
        );
        const waiter: Waiter = {
          give(slot) {
            if (settled) return putBack(slot);
            settled = true;
            clearTimeout(timer);
            resolve(slot);
          },
          refuse(reason) {
            settled = true;
            clearTimeout(timer);
            reject(reason);
          },
        };
        waiters.push(waiter);
        serve();
      });
    },
    release: putBack,
    stats: () => ({
      size: options.size,
      open: members.size,
      busy: members.size - idle.length,
      waiting: waiters.length,
    }),
    async close(graceMs = 5_000) {
      closed = true;
      for (const waiter of waiters.splice(0))
        waiter.refuse(new ConnectionLostError("the database handle is closed"));
      for (const until = Date.now() + graceMs; members.size > idle.length && Date.now() < until; )
        await delay(20);
      await Promise.all([...members].map((slot) => slot.close()));
    },
  };
}
