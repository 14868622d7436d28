/** Words of the pairing problem: refusals and what is wrong with a problem's field. */
export const pairing = {
  "error.pairing.bad_problem": "The pairing problem is wrong: {{field}} (index {{index}}) {{why}}",
  "error.pairing.pin_forbidden":
    "Firm {{firm}} can't be pinned to deputy {{deputy}}: an exclusion or the reach rules the pair out",
  "error.pairing.pins_over_capacity":
    "{{pins}} firms are pinned to deputy {{deputy}}, who has {{capacity}} places",
  "error.pairing.budget_below_minimum":
    "At most {{budget}} changes are allowed, but the hard rules alone force {{minimum}}",
  "error.pairing.plan_stale":
    "The registers have changed in {{differences}} places that matter since the draft; draft again",
  "error.pairing.already_published": "This plan is already published",

  "pairing.why.missing": "is missing",
  "pairing.why.not_an_object": "is not an object",
  "pairing.why.not_a_list": "is not a list",
  "pairing.why.not_a_pair": "is not a pair of a firm's and a deputy's index",
  "pairing.why.not_an_integer": "is not an integer",
  "pairing.why.not_json": "is not valid JSON",
  "pairing.why.unknown_format": "is not liaison-pairing/1",
  "pairing.why.ragged": "differs in length from the other columns",
  "pairing.why.out_of_range": "is out of range",
  "pairing.why.negative": "is negative",
  "pairing.why.too_large": "is too large",
  "pairing.why.empty": "is empty",
  "pairing.why.not_convex": "is less than the term before; the load table never decreases",
  "pairing.why.pinned_twice": "pins a firm a second time",
} as const;
