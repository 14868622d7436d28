import { DEPUTY_LEVELS, type DeputyLevel } from "#app/domain/access/roles.ts";
import type { DeputyCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";

/** A mandate as it stands in the register; days 'YYYY-MM-DD'. */
export type RegisteredMandate = {
  mandateId: number;
  level: DeputyLevel;
  electoralUnit: string;
  startedOn: string;
  endedOn: string | null;
};

/** A deputy as the register knows them, with every mandate. */
export type RegisteredDeputy = {
  deputyId: number;
  name: string;
  phone: string | null;
  cardNo: string | null;
  level: DeputyLevel;
  countyCode: string;
  townshipCode: string | null;
  sectorCode: string | null;
  employerName: string | null;
  employerUscc: string | null;
  state: "active" | "left";
  version: number;
  mandates: RegisteredMandate[];
};

/** What tells a person: the parts of a row that name them. */
export type PersonKey = Pick<
  DeputyCandidate,
  "name" | "phone" | "cardNo" | "level" | "countyCode" | "townshipCode"
> & {
  electoralUnit?: string | null;
};

/** Whom a row means: somebody known, somebody new, or a person must look. */
export type DeputyMatch =
  | { kind: "known"; deputy: RegisteredDeputy }
  | { kind: "new" }
  | { kind: "review"; reason: ImportNote };

/** Finds people of the register by phone, card number and name (`compareKey`). */
export type DeputyLookup = {
  byPhone(phone: string): RegisteredDeputy | undefined;
  byCard(cardNo: string): RegisteredDeputy | undefined;
  byName(name: string): readonly RegisteredDeputy[];
};

/**
 * Decides whom a row of a list means: by phone, else by card number, else by name, county and mandate. A phone or card that
 * belongs to another name, two who could be meant, and a namesake in the same township with another phone go to review.
 */
export function matchDeputy(row: PersonKey, lookup: DeputyLookup): DeputyMatch {
  const key = compareKey(row.name);
  const review = (reason: ImportNote): DeputyMatch => ({ kind: "review", reason });
  const byPhone = row.phone === null ? undefined : lookup.byPhone(row.phone);
  if (byPhone) {
    if (compareKey(byPhone.name) === key) return { kind: "known", deputy: byPhone };
    return review(note("import.phone_of_other", { name: byPhone.name }));
  }
  const byCard = row.cardNo === null ? undefined : lookup.byCard(row.cardNo);
  if (byCard) {
    if (compareKey(byCard.name) === key) return { kind: "known", deputy: byCard };
    return review(note("import.card_of_other", { name: byCard.name }));
  }
  const near = lookup
    .byName(row.name)
    .filter((one) => row.countyCode === null || one.countyCode === row.countyCode)
    .filter(
      (one) =>
        row.townshipCode === null || one.townshipCode === null || one.townshipCode === row.townshipCode,
    );
  if (near.length === 0) return { kind: "new" };
  const meant = near.filter((one) => holdsMandate(one, row) && !(row.phone !== null && one.phone !== null));
  const [only] = meant;
  if (only && near.length === 1) return { kind: "known", deputy: only };
  return review(note("import.namesake_in_register", { name: row.name, count: near.length }));
}

function holdsMandate(deputy: RegisteredDeputy, row: PersonKey): boolean {
  if (row.level === null) return true;
  const running = deputy.mandates.filter((mandate) => mandate.level === row.level);
  if (deputy.mandates.length === 0) return deputy.level === row.level;
  const unit = row.electoralUnit;
  return running.some(
    (one) => !unit || one.electoralUnit === "" || compareKey(one.electoralUnit) === compareKey(unit),
  );
}

/** What a row does to its mandate: nothing, a new one, an end, or an end and a new one at a change of term. */
export type MandateStep = {
  add: { startedOn: string; endedOn: string | null; electoralUnit: string } | null;
  end: { mandateId: number; endedOn: string } | null;
};

/**
 * What a row says of the mandate at its level, given those known. Without a stated beginning a new mandate starts on `today`.
 * A row that says 卸任 ends the running one on its stated end or today; a later stated beginning replaces it (连任).
 */
export function mandateStep(
  mandates: readonly RegisteredMandate[],
  row: Pick<DeputyCandidate, "level" | "electoralUnit" | "termStarted" | "termEnded" | "change">,
  today: string,
): MandateStep {
  const running = mandates.find(
    (one) => one.level === row.level && (one.endedOn === null || one.endedOn > today),
  );
  const endedOn = row.termEnded?.on ?? null;
  const over = row.change === "left" || (endedOn !== null && endedOn <= today);
  if (over) {
    if (!running) return { add: null, end: null };
    const last = endedOn !== null && endedOn <= today ? endedOn : today;
    return {
      add: null,
      end: { mandateId: running.mandateId, endedOn: last < running.startedOn ? running.startedOn : last },
    };
  }
  const startedOn = row.termStarted?.on ?? today;
  const electoralUnit = row.electoralUnit ?? running?.electoralUnit ?? "";
  if (!running) return { add: { startedOn, endedOn, electoralUnit }, end: null };
  const later = row.termStarted !== null && row.termStarted.on > running.startedOn;
  if (later)
    return {
      add: { startedOn, endedOn, electoralUnit },
      end: { mandateId: running.mandateId, endedOn: startedOn },
    };
  return { add: null, end: null };
}

/** The highest of some levels; null for none. */
export function highestLevel(levels: readonly DeputyLevel[]): DeputyLevel | null {
  return levels.reduce<DeputyLevel | null>(
    (high, level) =>
      high === null || DEPUTY_LEVELS.indexOf(level) > DEPUTY_LEVELS.indexOf(high) ? level : high,
    null,
  );
}
