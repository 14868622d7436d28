import type { DeputyLevel, FirmSize } from "#app/domain/access/roles.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import type { AnswerClass, Rating } from "#app/domain/issue/states.ts";
import type { DatedValue } from "#app/domain/register/values/dates.ts";
import type { CountyReference, TownshipReference } from "#app/domain/register/values/divisions.ts";
import type { MandateChange } from "#app/domain/register/values/people.ts";
import type { SectorReference } from "#app/domain/register/values/sectors.ts";
import type { ImportNote, ImportOutcome } from "./reasons.ts";

/** States of a firm 经营主体 as the register of firms knows them. */
export type FirmState = "active" | "closed" | "moved";

/**
 * A firm as a row tells it. `uscc` is only ever a code that passed the check; where the code is doubtful it is null,
 * `usccTyped` holds what stood there and `usccSuggestion` the only valid reading. Null means: the file does not say.
 */
export type FirmCandidate = {
  uscc: string | null;
  usccTyped: string | null;
  usccSuggestion: string | null;
  name: string;
  entityKind: string | null;
  established: DatedValue | null;
  capitalWan: number | null;
  capitalCurrency: string | null;
  sizeClass: FirmSize | null;
  sizeFrom: "register" | "capital" | null;
  businessScope: string | null;
  address: string | null;
  countyCode: string | null;
  townshipCode: string | null;
  sectorCode: string | null;
  contactName: string | null;
  phone: string | null;
  state: FirmState | null;
  inProgramme: boolean | null;
};

/** A deputy with one mandate as a row tells it; `hint` is what stood in brackets after the name to tell namesakes apart. */
export type DeputyCandidate = {
  name: string;
  hint: string;
  phone: string | null;
  cardNo: string | null;
  level: DeputyLevel | null;
  electoralUnit: string | null;
  group: string | null;
  countyCode: string | null;
  townshipCode: string | null;
  sectorCode: string | null;
  employerName: string | null;
  employerUscc: string | null;
  station: string | null;
  termStarted: DatedValue | null;
  termEnded: DatedValue | null;
  change: MandateChange | null;
};

/** One of today's pairs as a row tells it; `ended` when a remark says the deputy has left. */
export type PairCandidate = {
  deputy: Pick<
    DeputyCandidate,
    "name" | "hint" | "phone" | "cardNo" | "level" | "group" | "countyCode" | "townshipCode"
  >;
  firmName: string;
  firmUscc: string | null;
  started: DatedValue | null;
  endedOn: DatedValue | null;
  ended: boolean;
  remark: string | null;
};

/** Whether a ledger says that an issue is over; `answered` = the unit has answered, nobody has closed it. */
export type LedgerDone = "yes" | "no" | "answered";

/** One issue of a running ledger 问题台账 as a row tells it; units as they are named, the lead first. */
export type IssueCandidate = {
  /** The title, also where the row has none of its own: the beginning of the words. */
  name: string;
  words: string;
  number: string | null;
  firmName: string;
  /** A code that passed the check; an organisation code (characters 9 to 17 of a USCC); any other code as typed. */
  firmUscc: string | null;
  firmOrgCode: string | null;
  firmOtherCode: string | null;
  countyCode: string | null;
  category: string | null;
  urgent: boolean;
  deputyName: string | null;
  raised: DatedValue | null;
  transferred: DatedValue | null;
  dispatched: DatedValue | null;
  answered: DatedValue | null;
  promised: DatedValue | null;
  closed: DatedValue | null;
  units: string[];
  coUnits: string[];
  progress: string | null;
  answer: string | null;
  answerClass: AnswerClass | null;
  done: LedgerDone | null;
  satisfaction: Rating | null;
};

/** One past visit of a ledger 走访台账 as a row tells it; a joint one names several firms or deputies. */
export type VisitCandidate = {
  /** The firms as named, for lists of rows. */
  name: string;
  firms: { name: string; uscc: string | null; orgCode: string | null }[];
  deputies: string[];
  deputyPhone: string | null;
  deputyCardNo: string | null;
  countyCode: string | null;
  happened: DatedValue | null;
  kind: ContactKind | null;
  outcome: ContactOutcome | null;
  place: string;
  peopleMet: string;
  words: string;
};

export type Candidate = FirmCandidate | DeputyCandidate | PairCandidate | IssueCandidate | VisitCandidate;

/**
 * A judged row or item. `row` is the sheet's row (in a CSV the record, the header counting as 1), `item` counts from 1
 * where one row holds several, else null. `code` is null for a plain import; `notes` are further remarks; `cells` is the
 * row as it stood, given for all that is not plainly imported, for the file of refused rows.
 */
export type ImportRow<C extends Candidate = Candidate> = {
  sheet: string;
  row: number;
  item: number | null;
  outcome: ImportOutcome;
  code: ImportNote["code"] | null;
  facts: ImportNote["facts"];
  notes: ImportNote[];
  candidate?: C;
  cells?: string[];
};

/** The reference lists that words in cells are looked up in. */
export type ImportReference = {
  counties: readonly CountyReference[];
  townships: readonly TownshipReference[];
  sectors: readonly SectorReference[];
};
