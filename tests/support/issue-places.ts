import { CLOSINGS, OPEN_STATES } from "#app/domain/issue/states.ts";
import { IssueWorld, SAY } from "./issue-world.ts";

/** Every place of the transition table: nowhere, the open states, each closing. */
export const PLACES = ["none", ...OPEN_STATES, ...CLOSINGS.map((closing) => `closed:${closing}`)] as const;

const DAY = 86_400_000;

/** An issue that stands at `place` at `now`, brought there by commands alone. */
export function issueAt(place: string, now: number): IssueWorld {
  const world = new IssueWorld(now - 60 * DAY);
  switch (place) {
    case "none":
      break;
    case "closed:resolved":
      world.to("answered").do("firm", { ...SAY, say: "solved" });
      break;
    case "closed:explained":
      world
        .to("handling")
        .answer("D")
        .do("firm", { ...SAY, say: "understood" });
      world.do("countySupervisor", { kind: "ratify", reason: "" });
      break;
    case "closed:unconfirmed":
      world.to("answered").do("handler", { kind: "record_delivery", way: "phone" });
      world.at(now - 20 * DAY).do("system", { kind: "open_callback" });
      for (let i = 0; i < 3; i++) world.do("clerk", { kind: "record_vain_try" });
      world.at(now).do("system", { kind: "conclude_callback" });
      break;
    case "closed:declined":
      world.to("submitted").do("countySupervisor", { kind: "decline", reason: "", whereToGo: "" });
      break;
    case "closed:withdrawn":
      world.to("handling").do("firm", { kind: "withdraw" });
      break;
    case "closed:merged":
      world.to("submitted").do("countySupervisor", { kind: "merge", issueId: 1, intoIssueId: 2, reason: "" });
      break;
    case "closed:diverted":
      world.to("accepted").do("countySupervisor", { kind: "divert", to: "court", reason: "" });
      break;
    case "closed:converted":
      world.to("accepted").do("countySupervisor", { kind: "convert", suggestionNo: "12" });
      break;
    case "closed:unsupplied":
      world.to("submitted").do("countySupervisor", { kind: "ask_information", what: "" });
      world.at(now - 30 * DAY).do("system", { kind: "remind_information" });
      world.at(now).do("system", { kind: "close_unsupplied" });
      break;
    case "promised":
      world.at(now).to("promised");
      break;
    default:
      world.at(now).to(place as "submitted");
  }
  return world.at(now);
}
