import { cheapestOf, kindsOf } from "./certify/kinds.ts";
import { allows, costOf, type Instance, loadTerm, plainCost } from "./problem.ts";

/**
 * The dual side of a plan, in the terms of the problem and of nothing else: `deputyPrice[d]` what one place of deputy d
 * is worth, `firmPrice[f]` what firm f costs the whole, `multiplier` the price of one more change (0 without a budget).
 * `bound` is their value, a lower bound on the cost of every permitted plan; `digest` fixes the numbers.
 */
export type Certificate = {
  deputyPrice: Float64Array;
  firmPrice: Float64Array;
  multiplier: number;
  bound: number;
  digest: string;
};

/** Which clause of the certificate failed. */
export type CertificateFault =
  | "shape"
  | "not_allowed"
  | "pin"
  | "capacity"
  | "budget"
  | "objective"
  | "multiplier"
  | "firm_price"
  | "bound"
  | "digest";

/** What `certify` found; `proven` when no clause failed and the objective equals the bound. */
export type Verdict = { faults: CertificateFault[]; objective: number; bound: number; proven: boolean };

/**
 * Checks a plan and its certificate against the problem alone, knowing nothing of network or solver. Primal: each firm
 * at most one permitted deputy, pins kept, capacities and budget kept, the cost added up anew. Dual (Lagrangian of the
 * capacities and of the budget, multiplier m >= 0): for each firm `firmPrice <= unpaired` and `firmPrice <= cost(f, d)
 * - (m if d is today's) + deputyPrice[d]` for every permitted d; then no plan costs less than `sum of firmPrice + sum
 * over deputies of the least of load[0] + .. + load[k-1] - k x deputyPrice, k = 0 .. capacity, + m x (firms with a
 * deputy today - maxChanges)`. Deputies alike are compared once, by the least price among them:
 * O(firm classes x deputy classes + forbidden).
 */
export function certify(
  instance: Instance,
  assignment: ArrayLike<number>,
  objective: number,
  certificate: Certificate,
): Verdict {
  const faults = new Set<CertificateFault>();
  const found = checkPlan(instance, assignment, faults);
  if (found !== objective) faults.add("objective");
  const { deputyPrice, firmPrice, multiplier } = certificate;
  const whole = (prices: Float64Array, length: number) =>
    prices.length === length && prices.every((price) => Number.isSafeInteger(price));
  if (!whole(deputyPrice, instance.deputies) || !whole(firmPrice, instance.firms)) {
    return { faults: [...faults, "shape"], objective: found, bound: Number.NEGATIVE_INFINITY, proven: false };
  }
  if (!Number.isSafeInteger(multiplier) || multiplier < 0) faults.add("multiplier");
  if (multiplier !== 0 && instance.maxChanges === null) faults.add("multiplier");
  checkFirmPrices(instance, certificate, faults);
  const bound = dualValue(instance, certificate);
  if (bound !== certificate.bound) faults.add("bound");
  if (digestOf(certificate) !== certificate.digest) faults.add("digest");
  return {
    faults: [...faults],
    objective: found,
    bound,
    proven: faults.size === 0 && found === bound,
  };
}

/** Adds the plan's cost up from the problem, noting every hard rule it breaks. */
function checkPlan(instance: Instance, assignment: ArrayLike<number>, faults: Set<CertificateFault>): number {
  const { firms, deputies, current, pin, capacity } = instance;
  if (assignment.length !== firms) {
    faults.add("shape");
    return Number.NaN;
  }
  const loads = new Int32Array(deputies);
  let cost = 0;
  let changed = 0;
  for (let f = 0; f < firms; f++) {
    const d = assignment[f]!;
    if (!Number.isInteger(d) || d < -1 || d >= deputies) {
      faults.add("shape");
      return Number.NaN;
    }
    if (pin[f]! >= 0 && pin[f] !== d) faults.add("pin");
    if (current[f]! >= 0 && current[f] !== d) changed++;
    if (d < 0) cost += instance.unpaired;
    else {
      if (!allows(instance, f, d)) faults.add("not_allowed");
      cost += costOf(instance, f, d) + loadTerm(instance, loads[d]!);
      loads[d] = loads[d]! + 1;
    }
  }
  if (loads.some((load, d) => load > capacity[d]!)) faults.add("capacity");
  if (instance.maxChanges !== null && changed > instance.maxChanges) faults.add("budget");
  return cost;
}

/** Every firm's price lies at or below what each of its choices would cost. */
function checkFirmPrices(instance: Instance, certificate: Certificate, faults: Set<CertificateFault>): void {
  const { firms, current, pin, legal, forbidden, townshipCounty } = instance;
  const { deputyPrice, firmPrice } = certificate;
  const keep = instance.keep + certificate.multiplier;
  const { kinds, lists } = kindsOf(instance, deputyPrice);
  const known = kinds.price.slice();
  const cheapest = (f: number, list: readonly number[], so: number) =>
    cheapestOf(instance, kinds, known, f, list, so);
  /** The least a firm's choices cost, leaving out the deputies banned to it. */
  const least = (f: number, banned: readonly number[]) => {
    const home = instance.firmTownship[f]!;
    const put = banned.map((d) => kinds.of[d]!).map((kind): [number, number] => [kind, kinds.price[kind]!]);
    for (const [kind] of put) {
      const rest = kinds.deputies[kind]!.filter((d) => !banned.includes(d)).map((d) => deputyPrice[d]!);
      kinds.price[kind] = rest.reduce((low, price) => Math.min(low, price), Number.POSITIVE_INFINITY);
    }
    let best = cheapest(f, lists.city, instance.unpaired);
    best = cheapest(f, lists.county[townshipCounty[home]!]!, best);
    best = cheapest(f, lists.township[home]!, best);
    for (const [kind, price] of put) kinds.price[kind] = price;
    return best;
  };
  const classes = new Map<number, number>();
  for (let f = 0; f < firms; f++) {
    const d = pin[f]!;
    let most: number;
    if (d >= 0) {
      most = plainCost(instance, f, d) - (current[f] === d ? keep : 0) + deputyPrice[d]!;
    } else {
      const today = legal[f] === 1 ? current[f]! : -1;
      const banned = forbidden.get(f) ?? [];
      if (banned.length > 0 || (today >= 0 && keep < 0)) {
        most = least(f, today >= 0 && keep < 0 ? [...banned, today] : banned);
      } else {
        const trade = instance.firmTownship[f]! * instance.sectors + instance.firmSector[f]!;
        const key = trade * instance.sizes + instance.firmSize[f]!;
        const known = classes.get(key);
        most = known ?? least(f, []);
        if (known === undefined) classes.set(key, most);
      }
      if (today >= 0) most = Math.min(most, plainCost(instance, f, today) - keep + deputyPrice[today]!);
    }
    if (firmPrice[f]! > most) {
      faults.add("firm_price");
      return;
    }
  }
}

/** The value of the dual: the lower bound that the prices prove. */
export function dualValue(instance: Instance, certificate: Omit<Certificate, "bound" | "digest">): number {
  const { firms, deputies, capacity, current } = instance;
  let value = 0;
  let today = 0;
  for (let f = 0; f < firms; f++) {
    value += certificate.firmPrice[f]!;
    if (current[f]! >= 0) today++;
  }
  for (let d = 0; d < deputies; d++) {
    const price = certificate.deputyPrice[d]!;
    const last = instance.load.length - 1;
    let sum = 0;
    let least = 0;
    const places = capacity[d]!;
    for (let n = 0; n < Math.min(places, last); n++) {
      sum += instance.load[n]! - price;
      if (sum < least) least = sum;
    }
    if (places > last) sum += (places - last) * (instance.load[last]! - price);
    value += Math.min(least, sum);
  }
  if (instance.maxChanges !== null) value += certificate.multiplier * (today - instance.maxChanges);
  return value;
}

/** A 64-bit fingerprint (two FNV-1a streams) of the numbers of a certificate; it shows slips, it is no seal. */
export function digestOf(certificate: Omit<Certificate, "bound" | "digest">): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  const add = (value: number) => {
    const high = Math.floor(value / 2 ** 32) | 0;
    a = Math.imul(a ^ (value | 0), 0x01000193);
    a = Math.imul(a ^ high, 0x01000193);
    b = Math.imul(b ^ high, 0x85ebca6b);
    b = Math.imul(b ^ (value | 0), 0x85ebca6b) ^ (b >>> 15);
  };
  certificate.deputyPrice.forEach(add);
  certificate.firmPrice.forEach(add);
  add(certificate.multiplier);
  const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
  return hex(a) + hex(b);
}
