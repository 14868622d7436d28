import type { IssueEvent, IssueEventOf } from "#app/domain/issue/events.ts";
import type { Rating } from "#app/domain/issue/states.ts";
import { isFromFirm } from "#app/domain/issue/telling/texts.ts";
import { instantText } from "../draft.ts";
import { ANSWERS, STEP_WORDS, VERDICT_WORDS } from "../lexicon/replies.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import type { IssueRows, Keys } from "./issue-tables.ts";
import type { LivedIssue } from "./lives.ts";
import { fillGaps } from "./words.ts";

/** Ratings as they are stored. */
const POINTS: Record<Rating, number> = { satisfied: 3, basically: 2, dissatisfied: 1 };

/** Adds what stands beside the log: who had the issue when, consents, answers, verdicts, promises, words on the way. */
export function besideRows(rows: IssueRows, keys: Keys, world: World, issue: LivedIssue): void {
  const beside = new Beside(rows, keys, world, issue);
  for (const event of issue.life.events) beside.take(event);
  beside.close();
}

class Beside {
  private readonly random: Random;
  private readonly texts: Random;
  private readonly open = {
    assignments: [] as IssueRows["assignments"],
    promises: [] as IssueRows["promises"],
    answers: [] as IssueRows["answers"],
  };
  private unit = 0;
  private round = 0;
  private lastBody = "";

  constructor(
    private readonly rows: IssueRows,
    private readonly keys: Keys,
    private readonly world: World,
    private readonly issue: LivedIssue,
  ) {
    this.random = world.draft.random.fork(`beside-${issue.plot.issueId}`);
    this.texts = world.draft.random.fork(`texts-${issue.plot.issueId}`);
  }

  take(event: IssueEvent): void {
    const { issueId } = this.issue.plot;
    const at = instantText(event.at);
    this.words(event, at);
    switch (event.kind) {
      case "issue.consent_recorded":
        this.rows.consents.push({
          consentId: this.keys.consents++,
          issueId,
          ...event.payload,
          recordedBy: event.actor.userId,
          createdAt: at,
        });
        break;
      case "issue.dispatched":
        this.reassign(event, at);
        break;
      case "issue.answer_drafted":
        this.drafted(event, at);
        break;
      case "issue.answer_sent_back":
        for (const answer of this.answersIn("draft")) {
          Object.assign(answer, { state: "sent_back", comment: event.payload.comment });
        }
        break;
      case "issue.answer_signed":
        this.signed(event, at);
        break;
      case "issue.promise_date_ruled":
        for (const promise of this.open.promises) promise.dueOn = event.payload.promisedOn;
        break;
      case "issue.partly_ruled":
        this.promise(event.payload.promisedOn, at);
        break;
      case "issue.delivered":
        for (const answer of this.answersIn("signed")) answer.deliveredAt ??= at;
        break;
      case "issue.firm_said":
        this.verdict(event.payload.say, event.payload.result, event.payload.attitude, "link", at);
        break;
      case "issue.call_recorded":
        if (event.payload.result !== "unreached") {
          this.verdict(event.payload.result, event.payload.rating, event.payload.attitude, "call_back", at);
        }
        break;
    }
  }

  /** Words that came with a step, where its kind brings any. */
  private words(event: IssueEvent, at: string): void {
    if (!(event.kind in STEP_WORDS)) return;
    const eventKind = event.kind as keyof typeof STEP_WORDS;
    const unitId = event.kind === "issue.opinion_given" ? event.payload.departmentId : this.unit;
    const unit = this.world.units.byId.get(unitId)?.shortName ?? "";
    const body = fillGaps(this.texts, this.texts.pick(STEP_WORDS[eventKind]).replaceAll("{u}", unit));
    if (body === "") return;
    this.rows.texts.push({
      textId: this.keys.texts++,
      issueId: this.issue.plot.issueId,
      eventKind,
      fromFirm: isFromFirm(eventKind),
      body,
      writtenBy: event.actor.userId,
      writtenAt: at,
    });
  }

  /** A closed issue leaves nothing running. */
  close(): void {
    const { facts } = this.issue.life;
    if (facts.state !== "closed" || facts.closedAt === null) return;
    const at = instantText(facts.closedAt);
    this.endAssignments(facts.closing ?? "closed", at);
    this.endPromises(facts.closing === "resolved" ? "kept" : "dropped", at);
  }

  private answersIn(state: string): IssueRows["answers"] {
    return this.open.answers.filter((answer) => answer.state === state);
  }

  private reassign(event: IssueEventOf<"issue.dispatched">, at: string): void {
    const { departmentId, coHandlers, round, cause } = event.payload;
    this.endAssignments(cause, at);
    this.endPromises("dropped", at);
    for (const answer of this.answersIn("draft")) answer.state = "superseded";
    this.unit = departmentId;
    this.round = round;
    const parts = [[departmentId, "lead"] as const, ...coHandlers.map((id) => [id, "co"] as const)];
    for (const [id, part] of parts) {
      const assignment = {
        assignmentId: this.keys.assignments++,
        issueId: this.issue.plot.issueId,
        departmentId: id,
        part,
        round,
        startedAt: at,
      };
      this.rows.assignments.push(assignment);
      this.open.assignments.push(assignment);
    }
  }

  private drafted(event: IssueEventOf<"issue.answer_drafted">, at: string): void {
    for (const answer of this.answersIn("draft")) answer.state = "superseded";
    const { answerClass } = event.payload;
    const unit = this.world.units.byId.get(this.unit)?.shortName ?? "";
    this.lastBody = fillGaps(this.random, this.random.pick(ANSWERS[answerClass]).replaceAll("{u}", unit));
    const answer = {
      answerId: this.keys.answers++,
      issueId: this.issue.plot.issueId,
      departmentId: this.unit,
      round: this.round,
      state: "draft",
      answerClass,
      body: this.lastBody,
      draftedBy: event.actor.userId,
      draftedAt: at,
    };
    this.rows.answers.push(answer);
    this.open.answers.push(answer);
  }

  private signed(event: IssueEventOf<"issue.answer_signed">, at: string): void {
    const { answerClass, promisedOn } = event.payload;
    for (const answer of this.answersIn("signed")) answer.state = "superseded";
    for (const answer of this.answersIn("draft")) {
      Object.assign(answer, {
        state: "signed",
        answerClass,
        promisedOn,
        signedBy: event.actor.userId,
        signedAt: at,
      });
    }
    this.endPromises("reported_kept", at);
    if (promisedOn !== null) this.promise(promisedOn, at);
  }

  private promise(dueOn: string, at: string): void {
    const promise = {
      promiseId: this.keys.promises++,
      issueId: this.issue.plot.issueId,
      departmentId: this.unit,
      countyCode: this.issue.plot.countyCode,
      body: this.lastBody,
      dueOn,
      state: "open",
      createdAt: at,
    };
    this.rows.promises.push(promise);
    this.open.promises.push(promise);
  }

  private verdict(
    verdict: keyof typeof VERDICT_WORDS,
    result: Rating | null,
    attitude: Rating | null,
    channel: "link" | "call_back",
    at: string,
  ): void {
    const { deputyId } = this.issue.plot;
    const caller = deputyId === null ? null : (this.world.deputies.rows[deputyId - 1]?.userId ?? null);
    this.rows.verdicts.push({
      verdictId: this.keys.verdicts++,
      issueId: this.issue.plot.issueId,
      round: this.round,
      verdict,
      resultRating: result === null ? null : POINTS[result],
      attitudeRating: attitude === null ? null : POINTS[attitude],
      channel,
      words: this.random.pick(VERDICT_WORDS[verdict]),
      givenBy: channel === "call_back" ? caller : null,
      givenAt: at,
    });
  }

  private endAssignments(endReason: string, at: string): void {
    for (const assignment of this.open.assignments) Object.assign(assignment, { endedAt: at, endReason });
    this.open.assignments = [];
  }

  private endPromises(state: string, at: string): void {
    for (const promise of this.open.promises) Object.assign(promise, { state, endedAt: at });
    this.open.promises = [];
  }
}
