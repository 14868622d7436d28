import type { ClockKind } from "#app/domain/deadline/clocks.ts";
import type { DecidedLevel, EscalationDecision } from "#app/domain/escalation/step.ts";
import { type Directory, findTold } from "#app/domain/escalation/told.ts";
import type { PartySubject, PartyUsers } from "../views/party-users.ts";
import type { EscalationWrite } from "./apply-escalations.ts";

/** The clock that a decision is about, with what finds the people to be told. `dueAt` is epoch ms. */
export type EscalationSubject = PartySubject & {
  kind: ClockKind;
  dueAt: number;
  departmentId: number | null;
  countyCode: string;
  dispatchedFrom: "county" | "city";
};

/** Who is told of levels at this moment. */
export type Telling = { directory: Directory; parties: PartyUsers };

/** Turns a decision of the ladder into what is written of it: the level, its event, and who is told through which post. */
export function writeOfDecision(
  subject: EscalationSubject,
  decision: EscalationDecision | DecidedLevel,
  telling: Telling,
): EscalationWrite {
  const { directory, parties } = telling;
  const { told, vacantPosts } = findTold(
    directory,
    { ...subject, partyUsers: parties.of(subject, directory) },
    decision.tells,
    decision.copies,
  );
  const isGate = decision.what === "open_gate";
  const { ladder, episode, level, reason } = decision;
  const isDecided = reason.trigger === "decided";
  return {
    clockId: subject.clockId,
    issueId: subject.issueId,
    subjectKind: subject.subjectKind,
    subjectId: subject.subjectId,
    ladder,
    episode,
    level,
    isGate,
    dueAt: new Date(reason.dueAt).toISOString(),
    reason,
    eventKind: isDecided ? null : `${subject.subjectKind}.${isGate ? "gate_opened" : "escalated"}`,
    vacantPosts,
    told,
    noticeKind: decision.digestOnly
      ? "digest"
      : isGate
        ? "gate_opened"
        : ladder === "main"
          ? "escalated"
          : "reminder",
    facts: {
      clock: subject.kind,
      level,
      trigger: reason.trigger,
      dueAt: new Date(subject.dueAt).toISOString(),
      ...parties.pairedFirm(subject),
    },
    draftsLetter: decision.draftsNotice,
    departmentId: subject.departmentId,
  };
}
