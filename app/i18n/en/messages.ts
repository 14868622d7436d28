/** Messages: states, steps, refusals, and the pages of those who have them. */
export const messages = {
  "message.state.received": "To be taken up",
  "message.state.asked_back": "Waiting for the firm",
  "message.state.held": "To be looked at",
  "message.state.passed_on": "Became an issue",
  "message.state.closed": "Ended",
  "message.closing.declined": "Outside our remit",
  "message.closing.unsupplied": "Nothing supplied",
  "message.closing.withdrawn": "Withdrawn",
  "message.owner.deputy": "Deputy",
  "message.owner.clerk": "Station clerk",
  "message.owner.county_supervisor": "County supervisor",
  "message.owner.city_supervisor": "City supervisor",
  "message.hold.trap_filled": "A field that people can't see was filled in",
  "message.hold.too_fast": "Sent within seconds of opening the page",
  "message.hold.same_words": "Same words as another one just received",
  "message.hold.too_many": "Many were sent within a short time",
  "message.match.phone": "Recognised by phone",
  "message.match.uscc": "Recognised by USCC",
  "message.match.name": "Recognised by name, please check",
  "message.match.office": "Checked by the office",
  "event.message.received": "message received",
  "event.message.firm_named": "firm identified",
  "event.message.asked_back": "asked for more",
  "event.message.reminded": "asked again",
  "event.message.supplied": "firm added material",
  "event.message.unsupplied": "nothing supplied, ended for now",
  "event.message.handed_on": "handed to the right person",
  "event.message.closing_proposed": "closing proposed",
  "event.message.released": "looked at and released",
  "event.message.passed_on": "passed on as an issue",
  "event.message.declined": "declined as outside our remit",
  "event.message.contested": "firm objected",
  "event.message.reviewed": "objection reviewed",
  "event.message.withdrawn": "withdrawn by the firm",
  "event.message.escalated": "reminder sent",
  "error.message.not_yours":
    "This step is not yours. Please ask whoever has the message now, or a supervisor.",
  "error.message.wrong_state":
    "This message has moved on, so this step is not possible now. Please reload to see where it stands.",
  "error.message.deputy_never_declines":
    "A deputy can't turn a message down: pass it on, ask the firm, or hand it to the right person.",
  "error.message.firm_unknown":
    "It is not known yet which firm this is. Please choose the firm first, then pass it on.",
  "error.message.already_asked": "The firm has been asked already. Please wait for its reply, or phone.",
  "error.message.not_due_yet": "It is not due yet.",
  "error.message.already_contested": "You have objected already; the outcome of the review will stand here.",
  "error.message.window_over":
    "More than {{days}} days have passed, so you can't object any more. You may send a new message.",
  "error.message.same_person": "The review must be made by another person.",
  "error.message.no_such_deputy":
    "This deputy was not found. Please choose from the list or write the full name.",
  "error.message.too_many":
    "Too many are sending right now and yours has not gone out. Please press send again in about {{minutes}} minutes, your words stay here; if it is urgent, phone the deputy.",
  "error.message.code_gone": "This code is out of use. Please ask the deputy or station for a new one.",
  "error.message.phone_invalid":
    "The phone number is not complete. Please give 11 digits, or a landline with area code.",
  "error.message.uscc_invalid":
    "This unified social credit code is not right. Please check the 18 characters on the licence.",
  "error.message.link_gone":
    "This link is no longer valid. Please ask the deputy or station for a new one in person.",
} as const;
