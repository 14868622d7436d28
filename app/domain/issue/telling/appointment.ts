import type { IssueEvent } from "#app/domain/issue/events.ts";

/** An appointment that a unit offered; `at` = epoch ms of the offer, the day ISO, the time HH:MM. */
export type Appointment = { at: number; meetOn: string; meetAt: string };

/** The appointment that waits for the firm's yes or no: the latest offered, not answered since, not before `today` (ISO). */
export function openAppointment(log: readonly IssueEvent[], today: string): Appointment | null {
  let open: Appointment | null = null;
  for (const event of log) {
    if (event.kind === "issue.material_added" && event.payload.meeting) open = null;
    if (event.kind !== "issue.contact_recorded") continue;
    const { meetOn, meetAt } = event.payload;
    if (meetOn && meetAt) open = { at: event.at, meetOn, meetAt };
  }
  return open !== null && open.meetOn >= today ? open : null;
}
