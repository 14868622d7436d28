import type { Closing, IssueState } from "#app/domain/issue/states.ts";

/** The dictionary's key for where an issue stands: an ending is named by how it ended. */
export function issueStateKey(issue: { state: IssueState; closing: Closing | null }): string {
  return issue.closing === null ? `issue.state.${issue.state}` : `issue.closing.${issue.closing}`;
}
