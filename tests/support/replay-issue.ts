import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Actor } from "#app/domain/access/actor.ts";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import type { FormCommand, FormOf } from "#app/features/issues/issue.schema.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import type { Ctx, Db } from "#db/client.ts";
import { commandsOf, type LivedIssue } from "#db/seed/world/issues/lives.ts";
import type { World } from "#db/seed/world/world.ts";

/** Texts that commands ask for and the log does not hold. */
const TEXT = "重放";

/** The form by which a person gives a command: the domain's command with the names of the screen. */
export function formOf(command: IssueCommand, title: string): Record<string, unknown> {
  const { kind, ...fields } = command;
  switch (kind) {
    case "accept":
      return { ...fields, title, wording: TEXT };
    case "transfer": {
      const { to, consent } = command as Extract<IssueCommand, { kind: "transfer" }>;
      return { to, ...consent };
    }
    case "dispatch":
    case "dispatch_directly": {
      const given = command as Extract<IssueCommand, { kind: "dispatch_directly" }>;
      const { unit, coHandlers, consent } = given;
      return { departmentId: unit.departmentId, coHandlers, ...consent };
    }
    case "object":
      return { reason: command.reason, departmentId: command.proposedDepartmentId ?? undefined };
    case "rule_objection":
      return { upheld: command.upheld, reason: command.reason, departmentId: command.unit?.departmentId };
    case "ask_pause":
      return { pauseReason: command.reason, until: command.until };
    case "divert":
      return { divertTo: command.to, reason: command.reason };
    case "supply_information":
    case "contest":
    case "contest_decline":
    case "contest_merge":
    case "withdraw":
      return { words: TEXT };
    case "record_contact":
      return { ...fields, words: TEXT };
    case "give_opinion":
    case "give_interim_answer":
      return { body: TEXT };
    case "draft_answer":
      return { answerClass: command.answerClass, body: TEXT };
    case "sign_answer":
      return { answerClass: command.answerClass, promisedOn: command.promisedOn ?? undefined };
    case "say": {
      const { say, result, attitude, remains, wantedOn } = command;
      return {
        say,
        words: "",
        rating: result ?? undefined,
        attitude: attitude ?? undefined,
        remains: remains ?? "",
        wantedOn: wantedOn ?? undefined,
      };
    }
    default:
      return fields;
  }
}

/** What the system did by itself when a clock ran out; only the sweep's levels can be replayed with the sweep. */
const BY_LAPSE = [
  "issue.information_reminded",
  "issue.unsupplied",
  "issue.callback_opened",
  "issue.request_lapsed",
];

/**
 * Whether an issue can be raised again today through the screens: its deputy still has the firm, no clock lapsed on the way,
 * it was not merged into one that is closed by now, and no other firm's issue opened its gate.
 */
export function isReplayable(world: World, { plot, life, sameProblem }: LivedIssue): boolean {
  if (sameProblem !== undefined) return false;
  const paired = world.pairings.rows.some(
    (row) => row.firmId === plot.firmId && row.deputyId === plot.deputyId && (row.endedOn ?? null) === null,
  );
  const lapsed = life.events.some(
    (event) =>
      BY_LAPSE.includes(event.kind) ||
      (event.kind === "issue.resumed" && event.payload.cause === "end_reached"),
  );
  return paired && !lapsed && plot.ending !== "merged";
}

/**
 * Gives an issue's commands again, each at its own instant, with the sweep where it raised a level; returns the new issue's id. A command is
 * sent as often at once as `timesOf` says, by the same form: all must be answered alike.
 */
export async function replay(
  db: Db,
  issue: LivedIssue,
  timesOf: (command: FormCommand) => number = () => 1,
): Promise<number> {
  const { plot, life } = issue;
  let issueId = 0;
  const ctxAt = (at: number, actor: Actor): Ctx => {
    const offset = at - Date.now();
    return { db, actor, clock: { now: async () => new Date(at).toISOString(), offsetMs: () => offset } };
  };
  const sweeps = [...new Set(life.raised.map((raised) => raised.at))];
  for (const act of commandsOf(issue)) {
    while (sweeps[0] !== undefined && sweeps[0] <= act.at)
      await sweepDue(ctxAt(sweeps.shift() as number, SYSTEM));
    const { actor } = act.by;
    const ctx = ctxAt(act.at, actor.kind === "anonymous" ? speakerOf(plot.firmId) : actor);
    if (act.command.kind === "submit") {
      const { categoryCode, severity, confidentiality } = act.command;
      const { firmId, deputyId, title, words } = plot;
      const raised = await raiseIssue(ctx, randomUUID(), {
        firmId,
        deputyId,
        contactId: null,
        title,
        words,
        categoryCode,
        severity,
        confidentiality,
      });
      if (!raised.ok) throw new Error(`submit: ${raised.error.code}`);
      issueId = raised.value.issueId;
      continue;
    }
    const command = act.command.kind as FormCommand;
    const form = formOf(act.command, plot.title) as FormOf<FormCommand>;
    const on = { key: randomUUID(), issueId, version: null };
    const [given, ...others] = await Promise.all(
      Array.from({ length: timesOf(command) }, () => giveCommand(ctx, on, command, form)),
    );
    if (given === undefined) throw new Error(`${command} was not sent`);
    for (const other of others)
      if (!isDeepStrictEqual(other, given)) throw new Error(`${command}: answers differ`);
    if (!given.ok) throw new Error(`${command}: ${given.error.code} ${JSON.stringify(given.error.facts)}`);
  }
  for (const at of sweeps) await sweepDue(ctxAt(at, SYSTEM));
  return issueId;
}

/** Somebody who speaks for the firm, where the made-up one used the link it was given. */
function speakerOf(firmId: number): Actor {
  return {
    kind: "person",
    userId: 1,
    grantId: 1,
    name: "",
    role: "firm_representative",
    countyCode: null,
    townshipCode: null,
    stationId: null,
    departmentId: null,
    deputyId: null,
    firmId,
    postId: null,
  };
}
