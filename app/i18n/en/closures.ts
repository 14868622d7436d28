/** Closures that look hollow 疑似虚假办结. */
export const closures = {
  "closure.lead":
    "Closures that look doubtful, for a person to judge. Nothing happens to anybody before that.",
  "closure.show.waiting": "To be judged",
  "closure.show.decided": "Judged",
  "closure.empty.waiting": "Nothing to judge",
  "closure.empty.decided": "Nothing has been judged yet",
  "closure.emptyHint":
    "Closures appear here that were answered within minutes, in words used for another firm, or raised again soon after.",
  "closure.answer": "Read the answer",
  "closure.decide": "Judge",
  "closure.found": "This closure is",
  "closure.decision.sound": "Sound",
  "closure.decision.hollow": "Hollow",
  "closure.effect.sound": "The reason is kept, and it is not shown again.",
  "closure.effect.hollow":
    "The unit's head, the county's supervisors and the deputy are told; deputy or firm may have it taken up again.",
  "closure.reason": "Reason",
  "closure.record": "Record the judgement",
  "closure.sign.within_minutes": "Answered {{minutes}} minutes after it was signed for",
  "closure.sign.same_answer": "The answer is {{percent}}% like that of",
  "closure.sign.recurred": "The same firm raised the same category again {{days}} days after:",
  "closure.sign.same_network": "The rating came from the unit's own network",
  "closure.done.sound": "{{number}} was found sound",
  "closure.done.hollow": "{{number}} was found hollow; those concerned are told",
} as const;
