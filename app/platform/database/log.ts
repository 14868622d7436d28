/** The part of a logger this layer needs; a pino logger fits as it is. */
export type Log = {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
};

export const silentLog: Log = { info() {}, warn() {}, error() {} };
