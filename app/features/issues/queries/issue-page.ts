import type { Role } from "#app/domain/access/roles.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { IssueEventKind } from "#app/domain/issue/events.ts";
import type {
  AnswerClass,
  Closing,
  Confidentiality,
  IssueState,
  IssueType,
  RaiserKind,
  Severity,
  TransferLevel,
} from "#app/domain/issue/states.ts";
import type { FormCommand } from "../issue.schema.ts";
import type { IssueClocks } from "./read-clocks.server.ts";

/** One step of the timeline; `version` is the issue's after it, so that a conflict can show what is new. */
export type TimelineStep = {
  key: number;
  version: number;
  kind: IssueEventKind;
  at: string;
  role: Role | "system";
  by: string | null;
  payload: Record<string, unknown>;
  /** Name of the unit the step names. */
  unit: string | null;
  /** The words that came with the step, where this reader may see them. */
  words: string | null;
  /** The firm sees neither the step nor the words with it; told to whoever is not the firm's side. */
  internal: boolean;
  /** Names of the files that came with it, where this reader may open them. */
  files: string[];
};

/** Another issue of the same firm, as far as the reader may see it. */
export type EarlierIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
};

/** An answer as it may be read: signed ones by everybody, drafts by the unit alone. */
export type AnswerView = {
  answerId: number;
  state: "draft" | "sent_back" | "signed" | "superseded";
  answerClass: AnswerClass | null;
  body: string;
  round: number;
  promisedOn: string | null;
  comment: string | null;
  unit: string;
  signedAt: string | null;
  deliveredAt: string | null;
};

/** The page of an issue as its reader may see it; instants ISO, days civil. */
export type IssuePage = {
  issueId: number;
  number: string;
  title: string;
  wording: string;
  /** The raiser's own words, null where row-level security keeps them. */
  words: string | null;
  state: IssueState;
  closing: Closing | null;
  version: number;
  round: number;
  level: Level | null;
  gateOpen: boolean;
  severity: Severity;
  type: IssueType;
  confidentiality: Confidentiality;
  raiserKind: RaiserKind;
  category: { categoryCode: string; name: string; nameEn: string } | null;
  county: string;
  /** To which dispatcher it was transferred; null when it was not, or is with a unit. */
  transferredTo: TransferLevel | null;
  lead: { departmentId: number; name: string } | null;
  coHandlers: string[];
  /** `hasPage` = the reader may open the firm's record. */
  firm: { firmId: number; name: string; hasPage: boolean } | null;
  /** What stands for a firm that the reader may not know; null where its name is shown. */
  shielded: { pseudonym: string; sectorGroup: string | null } | null;
  deputy: { deputyId: number; name: string } | null;
  contactId: string | null;
  submittedAt: string;
  clocks: IssueClocks;
  steps: TimelineStep[];
  answers: AnswerView[];
  /** An appointment that waits for the firm's yes or no, with what was said of it. */
  appointment: { meetOn: string; meetAt: string; words: string } | null;
  /** There are supervision notices 督办函 about it that this reader may open. */
  hasLetters: boolean;
  /** The matter 督办事项 it is part of, where this reader may open that. */
  matter: { matterId: number; number: string; title: string } | null;
  verdicts: { verdict: string; channel: string; givenAt: string; words: string }[];
  /** Attachments this reader may open; `fromUnit` = relayed by a unit to the firm, the others are the firm's. */
  files: {
    fileId: string;
    /** What the unit calls it, with its ending. */
    name: string | null;
    isImage: boolean;
    fromUnit: boolean;
    mime: string;
    sizeBytes: number;
    storedAt: string;
  }[];
  /** The latest other issues of the firm; empty where the firm is not known. */
  earlier: EarlierIssue[];
  /** Whether the reader may have the handling sheet 办理单. */
  hasSheet: boolean;
  commands: FormCommand[];
  /** Names of the fields each offered command asks for; the page knows no schema. */
  fields: Partial<Record<FormCommand, string[]>>;
};
