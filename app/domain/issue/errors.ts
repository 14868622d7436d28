/** Refusals of the issue's life cycle. */
export type IssueErrors = {
  "issue.illegal_transition": { state: string; command: string };
  "issue.already_closed": { closedAs: string };
  "issue.not_your_role": { command: string };
};
