/** Words of activation cards, which township offices print and hand over in person. */
export const cards = {
  "card.lead":
    "{{waiting}} of {{deputies}} deputies have not opened their account yet. A card is handed over in person; scanning it and choosing a password is all it takes.",
  "card.byTownship": "By township",
  "card.noTownship": "No township yet",
  "card.titleOf": "Access cards of {{county}}",
  "card.cardless": "Without a card",
  "card.ofCounty": "The whole county on one sheet",
  "card.countyHint":
    "Prints {{count}} for those who hold no card yet, each township on pages of its own. Valid for 60 days, once.",
  "card.again": {
    one: "Also print anew for {{count}} who holds a card unused; the old one stops working",
    other: "Also print anew for {{count}} who hold a card unused; the old ones stop working",
  },
  "card.printCounty": "Print access cards",
  "card.count": { one: "{{count}} card", other: "{{count}} cards" },
  "card.waiting": "Not activated",
  "card.activated": "Activated",
  "card.waitingHere": {
    one: "{{count}} deputy has not activated",
    other: "{{count}} deputies have not activated",
  },
  "card.whoWaits": "Deputies who have not activated",
  "card.number": "Card number",
  "card.state": "Access card",
  "card.notPrinted": "not printed",
  "card.until": "printed, valid until {{day}}",
  "card.allActivated": "Everybody has activated",
  "card.reissue": "Another access card",
  "card.print": { one: "Print {{count}} card", other: "Print {{count}} cards" },
  "card.printHint": "Valid for 60 days, once. Cards printed before and not used stop working.",
  "card.printActivated":
    "This deputy has an account. Once the new card is used, the old password and every phone signed in stop working.",
  "card.most": "At most {{count}} at a time.",
  "card.sheet": { one: "{{count}} access card", other: "{{count}} access cards" },
  "card.sheetLead": "Print them now. Once you leave this page they can't be shown again, only made anew.",
  "card.printNow": "Print",
  "card.back": "Back to the list",
  "card.alt": "Activation code of {{name}}",
  "card.title": "Liaison · access card",
  "card.of": "Deputy {{name}}",
  "card.how": "Scan with your phone, choose a password and start. Please don't pass it on.",
  "card.valid": "Valid until {{day}}, once",
  "notice.kind.pairing_cards": "Access cards to hand out",
  "notice.pairing_cards": {
    one: "{{count}} deputy has an account now: please print the access card and hand it over in person",
    other:
      "{{count}} deputies have accounts now: please print their access cards and hand them over in person",
  },
  "error.account.phone_taken":
    "Another account has this phone number, please check; if it is yours, leave it empty and sign in with your card number.",
} as const;
