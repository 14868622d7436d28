import { CommitUnknownError, isConnectionError, RolledBackError } from "./errors.ts";
import type { Slot } from "./slot.ts";

function quoteText(value: string): string {
  if (value.includes("\0")) throw new Error("a setting holds a NUL character");
  const doubled = value.replaceAll("'", "''");
  return doubled.includes("\\") ? `E'${doubled.replaceAll("\\", "\\\\")}'` : `'${doubled}'`;
}

const INSTANT = `to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as began`;

/** How a transaction that only reads sees one snapshot throughout. */
export const ONE_SNAPSHOT = "isolation level repeatable read read only";

function checkName(key: string): string {
  if (!/^[a-z_]+(\.[a-z_]+)?$/.test(key)) throw new Error(`${key} can't be the name of a setting`);
  return key;
}

/** The settings (local to the transaction) as a statement with parameters, whose plan a connection can keep: one anew for each page costs more than it sets. */
export function settingsStatement(settings: Record<string, string>): { text: string; values: string[] } {
  const local = Object.keys(settings).map((key, at) => `set_config('${checkName(key)}', $${at + 1}, true)`);
  return { text: `select ${local.join(", ")}`, values: Object.values(settings) };
}

/** BEGIN, the settings (local to the transaction) and the instant of the beginning as `began`, in one message. */
export function beginText(mode: string, settings: Record<string, string>): string {
  const local = Object.entries(settings).map(
    ([key, value]) => `set_config('${checkName(key)}', ${quoteText(value)}, true)`,
  );
  return `begin ${mode}; select ${[INSTANT, ...local].join(", ")}`;
}

/** Ends what is open on the slot after a failure; a slot that can't even roll back is thrown away. */
export async function rollBack(slot: Slot): Promise<void> {
  try {
    await slot.run(() => slot.client.unsafe("rollback"));
  } catch (error) {
    slot.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Sends COMMIT and judges the answer: only the command tag COMMIT is a commit, only a lost answer is unknown. */
export async function commit(slot: Slot): Promise<void> {
  let command: string;
  try {
    command = (await slot.run(() => slot.client.unsafe("commit"))).command;
  } catch (error) {
    if (!slot.poison && !isConnectionError(error)) throw error;
    const unknown = new CommitUnknownError("the answer to COMMIT was lost", { cause: error });
    slot.destroy(unknown);
    throw unknown;
  }
  if (command !== "COMMIT")
    throw new RolledBackError(`COMMIT was answered by ${command}: a statement had failed`);
}

/** One transaction on a slot of one's own (migrations, archives); requests use `withTx`. */
export async function transact<T>(slot: Slot, begin: string, work: () => Promise<T>): Promise<T> {
  await slot.run(() => slot.client.unsafe(begin));
  let value: T;
  try {
    value = await work();
  } catch (error) {
    await rollBack(slot);
    throw error;
  }
  await commit(slot);
  return value;
}
