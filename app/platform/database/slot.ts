import { connect, type Socket } from "node:net";
import postgres, { type Sql } from "postgres";
import { ConnectionLostError, isConnectionError } from "./errors.ts";
import { arrayTypes, fitForDrizzle } from "./value-types.ts";

export type SlotOptions = {
  url: string;
  /** Start-up parameters of the session (`statement_timeout`, `role`, `default_transaction_read_only` …). */
  session?: Record<string, string>;
  connectTimeoutMs?: number;
  onNotify?: (channel: string, payload: string) => void;
  onLost?: (slot: Slot) => void;
};

/**
 * One driver client with one connection that is dialled exactly once. When it is lost, in whatever way, the slot is
 * poisoned for good: postgres.js would otherwise open a new connection and run the next statement there, outside the
 * transaction it belongs to.
 */
export type Slot = {
  readonly client: Sql;
  /** Why the slot can't be used any more. */
  readonly poison: Error | undefined;
  /** Runs one driver call; rejects when the connection is lost before, during or just after it. */
  run<T>(call: () => PromiseLike<T>): Promise<T>;
  /** Cuts the connection at once; whatever waits on it is rejected with `reason`. */
  destroy(reason: Error): void;
  /** Says goodbye to the server. */
  close(): Promise<void>;
};

type DialTarget = { host: string[]; port: number[]; path?: string | false };

function dialOne(target: DialTarget, index: number, timeoutMs: number, born: (socket: Socket) => void) {
  return new Promise<Socket>((resolve, reject) => {
    const host = target.host[index] ?? "localhost";
    const port = target.port[index] ?? 5432;
    const socket = target.path ? connect(target.path) : connect({ host, port, noDelay: true });
    born(socket);
    const timer = setTimeout(
      () => socket.destroy(new ConnectionLostError(`no connection to ${host} in time`)),
      timeoutMs,
    );
    socket.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once("close", () => {
      clearTimeout(timer);
      reject(new ConnectionLostError(`no connection to ${host}`));
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.removeAllListeners();
      resolve(Object.assign(socket, { host }));
    });
  });
}

/** Opens a slot and waits until the server answers on it. */
export async function openSlot(options: SlotOptions): Promise<Slot> {
  const timeoutMs = options.connectTimeoutMs ?? 5_000;
  const waiting = new Set<(reason: Error) => void>();
  let poison: Error | undefined;
  let socket: Socket | undefined;
  let dialled = false;

  function spoil(reason: Error) {
    if (poison) return;
    poison = reason;
    for (const reject of waiting) reject(reason);
    waiting.clear();
    options.onLost?.(slot);
  }

  async function dial(target: DialTarget): Promise<Socket> {
    if (dialled) throw new ConnectionLostError("a lost connection is never dialled again");
    dialled = true;
    let failure: unknown;
    for (let index = 0; index < target.host.length && !poison; index++) {
      try {
        return await dialOne(target, index, timeoutMs, (born) => {
          socket = born;
        });
      } catch (error) {
        failure = error;
      }
    }
    throw poison ?? failure;
  }

  const driverOptions: postgres.Options<Record<string, postgres.PostgresType>> & { socket: typeof dial } = {
    max: 1,
    fetch_types: false,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: Math.ceil(timeoutMs / 1000),
    types: arrayTypes,
    connection: { application_name: "liaison", TimeZone: "UTC", ...options.session },
    socket: dial,
    onnotice: () => {},
    onnotify: options.onNotify,
    onclose: () => spoil(new ConnectionLostError("the connection to the database was lost")),
  } as postgres.Options<Record<string, postgres.PostgresType>> & { socket: typeof dial };
  const client = postgres(options.url, driverOptions);
  fitForDrizzle(client as Sql);

  const slot: Slot = {
    client: client as Sql,
    get poison() {
      return poison;
    },
    run(call) {
      return new Promise((resolve, reject) => {
        if (poison) return reject(poison);
        let answer: ReturnType<typeof call>;
        try {
          answer = call();
        } catch (error) {
          return reject(error);
        }
        waiting.add(reject);
        answer.then(
          (value) => {
            waiting.delete(reject);
            if (poison) reject(poison);
            else resolve(value);
          },
          (error) => {
            waiting.delete(reject);
            reject(poison && isConnectionError(error) ? poison : error);
          },
        );
      });
    },
    destroy(reason) {
      spoil(reason);
      socket?.destroy();
    },
    async close() {
      if (!poison) await client.end({ timeout: 1 }).catch(() => {});
      slot.destroy(new ConnectionLostError("the connection was closed"));
    },
  };

  try {
    await slot.run(() => client.unsafe("select 1"));
    return slot;
  } catch (error) {
    slot.destroy(error instanceof Error ? error : new ConnectionLostError(String(error)));
    throw error;
  }
}

/** Opens a slot, hands it to `use` and closes it, whatever happens. For administrative work, one at a time. */
export async function withSlot<T>(options: SlotOptions, use: (slot: Slot) => Promise<T>): Promise<T> {
  const slot = await openSlot(options);
  try {
    return await use(slot);
  } finally {
    await slot.close();
  }
}
