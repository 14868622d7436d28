import pino, { type DestinationStream, type Logger } from "pino";

/** Hides all but the last four digits of anything that looks like a phone number. */
export function maskPhones(text: string): string {
  return text.replace(/(?<!\d)1\d{6}(\d{4})(?!\d)/g, "1******$1");
}

/** The process's log: JSON lines on stderr, so that stdout stays free for what a command prints; never bodies or headers. */
export function createLogger(
  level: string,
  to: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: {
        logMethod(args, method) {
          const masked = args.map((arg) => (typeof arg === "string" ? maskPhones(arg) : arg)) as Parameters<
            typeof method
          >;
          method.apply(this, masked);
        },
      },
      serializers: {
        err: (error: Error & { code?: string }) => ({
          name: error.name,
          code: error.code,
          message: maskPhones(error.message ?? ""),
          stack: error.stack,
        }),
      },
    },
    to,
  );
}

export type { Logger };
