import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Column, layOut, type PairingProblem, reaches } from "./problem.ts";

/** Largest magnitude of a cost term: sums of four stay within 32 bits, sums over a city within 53. */
const LARGEST_COST = 2 ** 28;

type Codes = "pairing.bad_problem" | "pairing.pin_forbidden" | "pairing.pins_over_capacity";
type Fault = { field: string; index: number | null; why: string };
type Bag = Record<string, unknown>;

class BadProblem extends Error {
  readonly fault: Fault;
  constructor(field: string, index: number | null, why: string) {
    super(`${field}: ${why}`);
    this.fault = { field, index, why };
  }
}

function bag(value: unknown, field: string): Bag {
  if (value === undefined) throw new BadProblem(field, null, "missing");
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new BadProblem(field, null, "not_an_object");
  }
  return value as Bag;
}

function list(value: unknown, field: string): readonly unknown[] {
  if (value === undefined) throw new BadProblem(field, null, "missing");
  if (!Array.isArray(value)) throw new BadProblem(field, null, "not_a_list");
  return value;
}

function integer(value: unknown, field: string, index: number | null): number {
  if (value === undefined) throw new BadProblem(field, index, "missing");
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw new BadProblem(field, index, "not_an_integer");
  }
  return value;
}

function indices(value: unknown, field: string, bound: number, least = 0): Column {
  const column = list(value, field);
  for (let i = 0; i < column.length; i++) {
    const number = integer(column[i], field, i);
    if (number < least || number >= bound) throw new BadProblem(field, i, "out_of_range");
  }
  return column as Column;
}

function costs(value: unknown, field: string, length: number | null): Column {
  const column = list(value, field);
  if (length !== null && column.length !== length) {
    throw new BadProblem(field, Math.min(column.length, length), "ragged");
  }
  column.forEach((_, i) => {
    cost(column[i], field, i);
  });
  return column as Column;
}

function cost(value: unknown, field: string, index: number | null): number {
  const number = integer(value, field, index);
  if (Math.abs(number) > LARGEST_COST) throw new BadProblem(field, index, "too_large");
  return number;
}

/** Refuses the column that differs from the length most of its siblings have, naming the first index at fault. */
function even(columns: Bag, prefix: string, names: readonly string[]): number {
  const lengths = names.map((name) => list(columns[name], `${prefix}.${name}`).length);
  const votes = (length: number) => lengths.filter((other) => other === length).length;
  const length = lengths.reduce((best, next) => (votes(next) > votes(best) ? next : best), lengths[0]!);
  names.forEach((name, i) => {
    if (lengths[i] !== length) {
      throw new BadProblem(`${prefix}.${name}`, Math.min(lengths[i]!, length), "ragged");
    }
  });
  return length;
}

function readPairs(value: unknown, field: string, firms: number, deputies: number) {
  return list(value, field).map((entry, i): readonly [number, number] => {
    if (!Array.isArray(entry) || entry.length !== 2) throw new BadProblem(field, i, "not_a_pair");
    const firm = integer(entry[0], field, i);
    const deputy = integer(entry[1], field, i);
    if (firm < 0 || firm >= firms || deputy < 0 || deputy >= deputies) {
      throw new BadProblem(field, i, "out_of_range");
    }
    return [firm, deputy];
  });
}

function readGap(value: unknown): readonly Column[] {
  const rows = list(value, "cost.gap");
  const levels = rows.length === 0 ? 0 : list(rows[0], "cost.gap[0]").length;
  return rows.map((row, size) => costs(row, `cost.gap[${size}]`, levels));
}

function readLoad(value: unknown): Column {
  const load = costs(value, "cost.load", null);
  if (load.length === 0) throw new BadProblem("cost.load", null, "empty");
  for (let n = 1; n < load.length; n++) {
    if (load[n]! < load[n - 1]!) throw new BadProblem("cost.load", n, "not_convex");
  }
  return load;
}

function read(input: unknown): PairingProblem {
  const root = bag(input, "problem");
  if (root.format !== "liaison-pairing/1") throw new BadProblem("format", null, "unknown_format");
  const townshipCounty = indices(root.townshipCounty, "townshipCounty", 2 ** 20);
  const sectorGroup = indices(root.sectorGroup, "sectorGroup", 2 ** 20);
  const weights = bag(root.cost, "cost");
  const gap = readGap(weights.gap);
  const levels = gap[0]?.length ?? 2 ** 20;
  const deputies = bag(root.deputies, "deputies");
  const firms = bag(root.firms, "firms");
  const deputyCount = even(deputies, "deputies", ["township", "sector", "level", "capacity", "reach"]);
  const firmCount = even(firms, "firms", ["township", "sector", "size"]);
  const capacity = list(deputies.capacity, "deputies.capacity");
  capacity.forEach((_, d) => {
    if (integer(capacity[d], "deputies.capacity", d) < 0) {
      throw new BadProblem("deputies.capacity", d, "negative");
    }
  });
  const current = indices(root.current, "current", deputyCount, -1);
  if (current.length !== firmCount) {
    throw new BadProblem("current", Math.min(current.length, firmCount), "ragged");
  }
  const budget = root.maxChanges ?? null;
  if (budget !== null && integer(budget, "maxChanges", null) < 0) {
    throw new BadProblem("maxChanges", null, "negative");
  }
  const pinned = readPairs(root.pinned, "pinned", firmCount, deputyCount);
  const seen = new Set<number>();
  pinned.forEach(([firm], i) => {
    if (seen.has(firm)) throw new BadProblem("pinned", i, "pinned_twice");
    seen.add(firm);
  });
  return {
    ...(typeof root.name === "string" ? { name: root.name } : {}),
    townshipCounty,
    sectorGroup,
    cost: {
      distance: costs(weights.distance, "cost.distance", 3),
      sector: costs(weights.sector, "cost.sector", 3),
      gap,
      load: readLoad(weights.load),
      unpaired: cost(weights.unpaired, "cost.unpaired", null),
      keep: cost(weights.keep, "cost.keep", null),
    },
    deputies: {
      township: indices(deputies.township, "deputies.township", townshipCounty.length),
      sector: indices(deputies.sector, "deputies.sector", sectorGroup.length),
      level: indices(deputies.level, "deputies.level", levels),
      capacity: capacity as Column,
      reach: indices(deputies.reach, "deputies.reach", 3),
    },
    firms: {
      township: indices(firms.township, "firms.township", townshipCounty.length),
      sector: indices(firms.sector, "firms.sector", sectorGroup.length),
      size: indices(firms.size, "firms.size", gap.length),
    },
    current,
    forbidden: readPairs(root.forbidden, "forbidden", firmCount, deputyCount),
    pinned,
    maxChanges: budget as number | null,
  };
}

/**
 * Reads an untrusted value as a pairing problem, or refuses it: `pairing.bad_problem` names the field, the first index
 * at fault and why (missing, not_a_list, ragged, out_of_range, negative, not_an_integer, not_convex, too_large ...);
 * then the pins are judged by `judgePins`. Unknown keys are ignored; nothing else is guessed or dropped.
 */
export function parseProblem(input: unknown): Result<PairingProblem, Codes> {
  try {
    return judgePins(read(input));
  } catch (error) {
    if (error instanceof BadProblem) return refuse("pairing.bad_problem", error.fault, error.fault.field);
    throw error;
  }
}

/**
 * Refuses pins that contradict the other hard rules: a pinned pair that is forbidden or out of reach
 * (`pairing.pin_forbidden`), or more pins on a deputy than places (`pairing.pins_over_capacity`).
 */
export function judgePins(problem: PairingProblem): Result<PairingProblem, Codes> {
  const instance = layOut(problem);
  for (const [firm, deputy] of problem.pinned) {
    const banned = instance.forbidden.get(firm)?.includes(deputy) ?? false;
    if (banned || !reaches(instance, firm, deputy)) {
      return refuse("pairing.pin_forbidden", { firm, deputy }, "pinned");
    }
  }
  for (let deputy = 0; deputy < instance.deputies; deputy++) {
    const pins = instance.pins[deputy]!;
    const capacity = problem.deputies.capacity[deputy]!;
    if (pins > capacity) {
      return refuse("pairing.pins_over_capacity", { deputy, pins, capacity }, "pinned");
    }
  }
  return ok(problem);
}
