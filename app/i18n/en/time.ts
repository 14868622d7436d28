export const time = {
  "time.left": {
    one: "{{count}} working day left ({{day}})",
    other: "{{count}} working days left ({{day}})",
  },
  "time.today": "due today ({{day}})",
  "time.overdue": {
    one: "overdue by {{count}} working day (was due {{day}})",
    other: "overdue by {{count}} working days (was due {{day}})",
  },
  "time.provisional": "{{day}}, provisional",
  "time.workingDays": { one: "{{count}} working day", other: "{{count}} working days" },
  "time.days": { one: "{{count}} day", other: "{{count}} days" },
  "time.justNow": "just now",
} as const;
