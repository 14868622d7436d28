import { expect } from "vitest";
import type { FormCommand } from "#app/features/issues/issue.schema.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import type { Office } from "#tests/support/office.ts";
import { letLapse } from "./drive-by-browser.ts";
import { newIssue, readyForm, versionOf } from "./give-directly.ts";
import type { Driver } from "./ways.ts";

const TIMES = 20;

/** Drives straight at the commands: each is sent twenty times at once with one key, and must have one effect and equal answers. */
export function driveTwentyfold(office: Office): Driver & { sent: Set<FormCommand> } {
  const sent = new Set<FormCommand>();
  const times = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: TIMES }, one));

  /** Steps of the log that commands wrote; levels are counted by the sweep. */
  async function stepsOf(issueId: number): Promise<number> {
    const [row] = await office.owner<{ n: number }[]>`
      select count(*)::int as n from events where subject_kind = 'issue' and subject_id = ${issueId}
        and kind not in ('issue.escalated', 'issue.gate_opened')`;
    return row!.n;
  }

  return {
    office,
    driven: new Set(),
    sent,
    async give(caller, issueId, command, typed) {
      const answers = await times(await readyForm(office, caller, issueId, command, typed));
      for (const answer of answers) expect([command, answer]).toEqual([command, answers[0]]);
      const [first] = answers;
      if (!first?.ok) throw new Error(`${caller} ${command}: ${JSON.stringify(first?.error)}`);
      expect([command, await versionOf(office, issueId)]).toEqual([command, first.value.version]);
      expect([command, await stepsOf(issueId)]).toEqual([command, first.value.version]);
      sent.add(command);
      return true;
    },
    async raise(title, confidentiality) {
      const key = crypto.randomUUID();
      const issue = newIssue(office, title, confidentiality);
      const raised = await times(() => raiseIssue(office.ctx("firm"), key, issue));
      for (const one of raised) expect(one).toEqual(raised[0]);
      const [first] = raised;
      if (!first?.ok) throw new Error(JSON.stringify(first?.error));
      return first.value.issueId;
    },
    async later(ms) {
      office.advance(ms);
      await letLapse(office);
    },
  };
}
