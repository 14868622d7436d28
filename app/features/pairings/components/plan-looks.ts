import type { Look } from "#app/ui/record/status-badge.tsx";

const LOOKS: Record<string, Look> = {
  drafting: "sent",
  draft: "work",
  published: "done",
  discarded: "off",
  cancelled: "off",
  failed: "warn",
};

/** The look of a plan's state. */
export function planLook(state: string): Look {
  return LOOKS[state] ?? "rest";
}
