import type { Role } from "#app/domain/access/roles.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";

/** Columns the list of issues can show beside number and title. */
export const ISSUE_COLUMNS = ["state", "level", "firm", "unit", "county", "due"] as const;
export type IssueColumn = (typeof ISSUE_COLUMNS)[number];

/**
 * An issue as the list shows it; only the fields of the shown columns cross the wire. `firm` only where the reader may know it; `due` is a civil day, with `~` where the
 * calendar may still move it, or `paused`.
 */
export type IssueLine = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  level: Level | null;
  gateOpen: boolean;
  firm: string | null;
  unit: string | null;
  county: string;
  due: string | null;
  late: boolean;
};

const FIELDS: Record<IssueColumn, readonly (keyof IssueLine)[]> = {
  state: ["state", "closing"],
  level: ["level", "gateOpen"],
  firm: ["firm"],
  unit: ["unit"],
  county: ["county"],
  due: ["due", "late"],
};

/** Those who know the firms look at firms, offices at the units. */
const FIRM_SIDE: readonly Role[] = [
  "deputy",
  "firm_representative",
  "station_clerk",
  "township_officer",
  "handler",
  "department_head",
];

/** Shown to a role unless the address says otherwise. */
export function usualIssueColumns(role: Role): readonly IssueColumn[] {
  return FIRM_SIDE.includes(role) ? ["state", "level", "firm", "due"] : ["state", "level", "unit", "due"];
}

/** The known ones among the columns asked for. */
export function knownIssueColumns(asked: readonly string[]): IssueColumn[] {
  return ISSUE_COLUMNS.filter((column) => asked.includes(column));
}

/** The fields that cross the wire for some columns. */
export function fieldsOf(columns: readonly IssueColumn[]): (keyof IssueLine)[] {
  return ["issueId", "number", "title", ...columns.flatMap((column) => FIELDS[column])];
}
