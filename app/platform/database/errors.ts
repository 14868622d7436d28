/** Base of the outages of this layer: nothing is wrong with the request, the database did not play along. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}

/** No connection could be opened, or the one in use was lost before COMMIT was sent: nothing was written. */
export class ConnectionLostError extends DatabaseError {
  override name = "ConnectionLostError";
}

/** All connections are taken and the queue is full or the wait was too long: nothing was started. */
export class DatabaseBusyError extends DatabaseError {
  override name = "DatabaseBusyError";
}

/** The deadline of the whole passed before COMMIT was sent: nothing was written. */
export class DatabaseDeadlineError extends DatabaseError {
  override name = "DatabaseDeadlineError";
}

/** COMMIT was sent and its answer was lost: the effect may or may not be there. Ask by idempotency key. */
export class CommitUnknownError extends DatabaseError {
  override name = "CommitUnknownError";
}

/** COMMIT answered ROLLBACK: an earlier statement had failed and its error was swallowed. Nothing was written. */
export class RolledBackError extends DatabaseError {
  override name = "RolledBackError";
}

/** A transaction handle was used after its transaction had ended: a bug in the caller. */
export class TransactionEndedError extends DatabaseError {
  override name = "TransactionEndedError";
}

/** The database is not one this program may run on; the message says what to do. */
export class DatabaseUnfitError extends DatabaseError {
  override name = "DatabaseUnfitError";
}

const CONNECTION_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNRESET",
  "ECONNREFUSED",
  "ECONNABORTED",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** The SQLSTATE or driver code of an error, looking through wrappers that keep the original as `cause`. */
export function errorCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}

/** Whether the connection, not the statement, is at fault, and nothing was written. An unknown commit is not that. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof CommitUnknownError) return false;
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof ConnectionLostError) return true;
  }
  const code = errorCode(error);
  return code !== undefined && (CONNECTION_CODES.has(code) || code.startsWith("08"));
}

/** Whether the database gave the transaction up in favour of another one (serialization failure, deadlock). */
export function isRivalryError(error: unknown): boolean {
  const code = errorCode(error);
  return code === "40001" || code === "40P01";
}
