import { join } from "node:path";
import { z } from "zod";

const shape = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("0.0.0.0"),
  DATABASE_URL: z.string().min(1).optional(),
  LIAISON_APP_DATABASE_URL: z.string().min(1).optional(),
  LIAISON_DATA_DIR: z.string().min(1).optional(),
  LIAISON_ORIGIN: z.url().optional(),
  LIAISON_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LIAISON_LOG: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  LIAISON_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  LIAISON_MAIL_FROM: z.string().min(3).optional(),
  LIAISON_SMS: z.enum(["console"]).optional(),
  LIAISON_WECOM_URL: z.url().optional(),
  LIAISON_DINGTALK_URL: z.url().optional(),
  LIAISON_DINGTALK_SECRET: z.string().min(1).optional(),
  LIAISON_WEBHOOK_URL: z.url().optional(),
  LIAISON_WEBHOOK_SECRET: z.string().min(1).optional(),
  LIAISON_TEST_CLOCK: z.enum(["allow"]).optional(),
});

/** The environment, parsed once at start; a bad value ends the start with a sentence that names it. */
export type Env = z.infer<typeof shape> & { dataDir: string; testClock: boolean };

/**
 * Reads the environment. `testClock` is true only under NODE_ENV=test, so that no running office can be told another time.
 * @throws Error naming each bad variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = shape.safeParse(source);
  if (!parsed.success) {
    const named = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`The environment is not usable. ${named}`);
  }
  const value = parsed.data;
  return {
    ...value,
    dataDir: value.LIAISON_DATA_DIR ?? join(process.cwd(), ".liaison"),
    testClock: value.NODE_ENV === "test" && value.LIAISON_TEST_CLOCK === "allow",
  };
}
