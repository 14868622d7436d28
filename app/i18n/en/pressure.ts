/** Reports of pressure, which the city supervisor alone reads. */
export const pressure = {
  "pressure.lead": "Firms that say they are put under pressure. Only the city supervisor reads this.",
  "pressure.empty": "No reports of pressure",
  "pressure.open": "Open",
  "pressure.handled": "Dealt with",
  "pressure.record": "Record what was done",
  "pressure.note": "Who was spoken to and what was done",
  "pressure.done": "Recorded",
} as const;
