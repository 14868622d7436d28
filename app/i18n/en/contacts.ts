/** Contacts, the deputy's start page, photos. */
export const contacts = {
  "contact.kind.visit": "Visit",
  "contact.kind.phone": "Phone",
  "contact.kind.chat": "WeChat",
  "contact.kind.station": "At the station",
  "contact.kind.meeting": "Meeting",
  "contact.outcome.met": "Met",
  "contact.outcome.not_found": "Nobody there",
  "contact.outcome.moved": "Moved away",
  "contact.outcome.shut": "Closed down",
  "contact.outcome.refused": "Prefers no visits",
  "contact.standing.paused": "Paused",
  "contact.standing.overdue": "Time for a visit",
  "contact.standing.due_soon": "Coming up",
  "contact.standing.in_time": "In time",

  "contact.list.title": "Contacts",
  "contact.list.empty": "No contacts yet",

  "today.title": "Today",
  "today.greeting": "Good day, {{name}}",
  "today.firms": "My firms",
  "today.noFirms": "No firm is paired with you yet. They appear here once the plan is published.",
  "today.log": "Log a contact",
  "today.call": "Call",
  "today.map": "Map",
  "today.lastContact": "Last contact {{day}}",
  "today.neverContacted": "Not contacted yet",
  "today.dueOn": "Please be in touch by {{day}}",
  "today.overdueSince": "Was planned by {{day}}; go when it suits you",
  "today.paused": "Paused until the township office has looked into it",
  "today.optedOut": "The firm prefers no visits",
  "today.openIssues": { one: "{{count}} open issue", other: "{{count}} open issues" },
  "today.calendar": "Put it in my calendar",
  "today.talk": "Before the visit",
  "today.verify": "Answers to verify",
  "today.verifyHint": "The department says it has answered. Please ask the firm whether it is really solved.",
  "today.waiting": "Notices",
  "today.nothingWaiting": "No new notices",

  "notice.contact.by_other": "See the contact",
  "notice.kind.contact.by_other": "{{firmName}} had a contact that was not yours; see the record",

  "error.file.empty": "No photo or file was chosen; choose one first",
  "error.file.too_large":
    "The file is too large; at most {{limitMb}} MB each. Make it smaller and send it again",
  "error.file.not_an_image": "This file is not a photo; choose JPG, PNG or WebP",
  "error.file.not_taken":
    "This kind of file is not taken; choose a photo (JPG, PNG, WebP), a PDF, a Word (docx) or Excel (xlsx) file",
  "error.file.active":
    "The file holds macros, scripts or programs and is not taken; save it as a plain PDF, Word or Excel file",
  "error.file.unreadable":
    "The file can't be opened, it may be damaged or locked with a password; choose another",
  "error.file.held_whole":
    "This photo is saved in a way that takes too much memory: take a screenshot of it, or take the photo again, and add that",
  "error.file.too_many_pixels":
    "The photo's dimensions are too large; at most {{limitMegapixels}} megapixels",
  "error.file.too_many": "At most {{limit}} photos",
  "error.file.quota_used": "You have sent {{limitMb}} MB of photos today; please go on tomorrow",
} as const;
