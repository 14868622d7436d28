/** Words of a change of term. */
export const term = {
  "term.title": "Change of term",
  "term.lead":
    "Import the new list and draft the new term's pairs; until the plan is published today's pairs stand, and townships look after the gaps.",
  "term.step1": "1. Import the new list",
  "term.import":
    "Import the list as deputies, each marked as staying, new or leaving; deputies missing from the list are shown, never deleted.",
  "term.importElsewhere":
    "Each county imports its list under Imports, every deputy marked as staying, new or leaving.",
  "term.toImports": "To imports",
  "term.step2": "2. Check what it means",
  "term.leaving": "Left, still holding firms",
  "term.leavingFirms": {
    one: "{{count}} firm in a township's care",
    other: "{{count}} firms in the townships' care",
  },
  "term.free": "Active, without a firm",
  "term.freeNote": "the new ones are here",
  "term.unsettled": "Departures to settle",
  "term.unsettledNote": "settled with the draft",
  "term.step3": "3. Draft the new term",
  "term.draftHint":
    "In one run: records the day of those the list lets go, tells each township how many firms it looks after, keeps their sign-in for two months so that they can hand over, and drafts the plan.",
  "term.draft": "Settle departures and draft",
  "term.step4": "4. Publish",
  "term.publishHint":
    "Compare, then publish: accounts are opened for new deputies and others who have none, old and new deputies, firms and townships are told in one go, and both sides are asked for a handover note; townships print the access cards and hand them over in person.",
  "term.cards": "Access cards: {{count}} deputies with firms have not opened their account",
  "term.published": {
    one: "Published; {{count}} deputy got an account, please print the access card",
    other: "Published; {{count}} deputies got accounts, please print their access cards",
  },
  "term.begun": "{{left}} departures settled, {{firms}} firms in the townships' care",
} as const;
