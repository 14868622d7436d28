import type { Look } from "#app/ui/record/status-badge.tsx";

/** The desk's figures in their groups; a tone shows only while the figure is above zero. */
export const DESK_GROUPS: readonly {
  name: string;
  sets: readonly { set: string; tone?: "warn" | "alarm" }[];
}[] = [
  {
    name: "levels",
    sets: [
      { set: "level_0", tone: "warn" },
      { set: "level_1", tone: "alarm" },
      { set: "level_2", tone: "alarm" },
      { set: "gate_open", tone: "alarm" },
      { set: "level_3", tone: "alarm" },
      { set: "level_4", tone: "alarm" },
      { set: "level_5", tone: "alarm" },
    ],
  },
  {
    name: "flow",
    sets: [
      { set: "open" },
      { set: "overdue", tone: "alarm" },
      { set: "due_soon", tone: "warn" },
      { set: "unassigned" },
      { set: "to_triage" },
      { set: "to_transfer" },
      { set: "to_assign" },
      { set: "to_sign" },
    ],
  },
  {
    name: "watch",
    sets: [
      { set: "returned_twice", tone: "warn" },
      { set: "not_satisfied", tone: "warn" },
      { set: "paused" },
      { set: "paused_long", tone: "warn" },
      { set: "promised" },
      { set: "promise_broken", tone: "alarm" },
      { set: "firm_silent" },
      { set: "deputy_silent", tone: "warn" },
      { set: "vacant_post", tone: "warn" },
    ],
  },
];

const LOOKS: Record<string, Look> = {
  submitted: "fresh",
  accepted: "seen",
  transferred: "sent",
  dispatched: "sent",
  handling: "work",
  answered: "reply",
  promised: "promise",
  closed: "done",
};

/** The look of an issue's state. */
export function issueLook(state: string): Look {
  return LOOKS[state] ?? "rest";
}
