import postgres from "postgres";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import type { Installation } from "./open-installation.server.ts";

export { DEMO_PASSWORD } from "#db/seed/world/cast.ts";

/** The seed of the shipped demonstration: equal seeds and days give equal worlds. */
const SEED = "yichang";

/** Writes the demonstration world ending today into an empty installation, whole or not at all. */
export async function seedDemo(
  installation: Installation,
  progress: (step: string, done: number, total: number) => void,
): Promise<void> {
  const owner = postgres(installation.urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await seedWorld(owner, {
      seed: SEED,
      today: civilDayOf(await installation.clock.now()),
      scale: 1,
      progress,
    });
  } finally {
    await owner.end();
  }
}
