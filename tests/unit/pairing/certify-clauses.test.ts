import { describe, expect, test } from "vitest";
import { objectiveOf } from "#app/domain/pairing/budget.ts";
import {
  type Certificate,
  type CertificateFault,
  certify,
  digestOf,
  dualValue,
} from "#app/domain/pairing/certify.ts";
import { type Instance, layOut, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { randomProblem } from "./random-problem.ts";
import { shortSupply as problem, solved } from "./short-supply.ts";

/**
 * Each clause of the certificate is met by a forgery that only this clause sees: plan, cost, bound and digest all fit
 * together, so that without the clause the forgery would pass.
 */

/** States bound and digest anew, as a forger would. */
function sealed(instance: Instance, prices: Omit<Certificate, "bound" | "digest">): Certificate {
  return { ...prices, bound: dualValue(instance, prices), digest: digestOf(prices) };
}

/** The plan and prices of an easier problem, handed in for the harder one with cost, bound and digest of the harder. */
function smuggled(easier: PairingProblem, harder: PairingProblem): CertificateFault[] {
  const { assignment, certificate } = solved(easier);
  const instance = layOut(harder);
  const verdict = certify(
    instance,
    assignment,
    objectiveOf(instance, assignment),
    sealed(instance, certificate),
  );
  expect(verdict.proven).toBe(false);
  return verdict.faults;
}

/** The verdict on the true plan with prices changed and sealed again. */
function judged(stated: PairingProblem, change: (prices: Certificate) => void) {
  const { instance, assignment, objective, certificate } = solved(stated);
  const prices = {
    ...certificate,
    deputyPrice: certificate.deputyPrice.slice(),
    firmPrice: certificate.firmPrice.slice(),
  };
  change(prices);
  return certify(instance, assignment, objective, sealed(instance, prices));
}

function repriced(stated: PairingProblem, change: (prices: Certificate) => void): CertificateFault[] {
  const verdict = judged(stated, change);
  expect(verdict.proven).toBe(false);
  return verdict.faults;
}

describe("a plan that breaks one hard rule and is honest in all else", () => {
  test("is refused for a forbidden pair", () => {
    const harder = { ...problem, forbidden: [[1, 0] as const, [1, 1] as const, [1, 2] as const] };
    expect(smuggled({ ...problem, forbidden: [] }, harder)).toEqual(["not_allowed"]);
  });

  test("is refused for a pair out of reach", () => {
    const everywhere = { ...problem, pinned: [], deputies: { ...problem.deputies, reach: [2, 2, 2] } };
    const own = { ...problem, pinned: [], deputies: { ...problem.deputies, reach: [0, 0, 0] } };
    expect(smuggled(everywhere, own)).toEqual(["not_allowed"]);
  });

  test("is refused for a pin not kept", () => {
    expect(smuggled({ ...problem, pinned: [] }, { ...problem, pinned: [[3, 1]] })).toEqual(["pin"]);
  });

  test("is refused for a deputy over his capacity", () => {
    const fewer = { ...problem, pinned: [], deputies: { ...problem.deputies, capacity: [1, 3, 1] } };
    expect(smuggled({ ...problem, pinned: [] }, fewer)).toEqual(["capacity"]);
  });

  test("is refused for more changes than the budget allows", () => {
    const free = { ...problem, cost: { ...problem.cost, keep: 0 }, pinned: [] };
    const { changed } = solved(free);
    expect(changed).toBeGreaterThan(0);
    expect(smuggled(free, { ...free, maxChanges: changed - 1 })).toEqual(["budget"]);
  });
});

describe("a plan of the wrong shape", () => {
  const { instance, assignment, objective, certificate } = solved(problem);
  const faultsOf = (pairs: ArrayLike<number>) => certify(instance, pairs, objective, certificate).faults;

  test.each([
    ["a firm missing", Array.from(assignment).slice(1)],
    ["a firm too many", [...assignment, -1]],
    ["a deputy of no number", [...assignment].map((d, f) => (f === 1 ? 3 : d))],
    ["a deputy below none", [...assignment].map((d, f) => (f === 1 ? -2 : d))],
    ["half a deputy", [...assignment].map((d, f) => (f === 1 ? 0.5 : d))],
  ])("is refused: %s", (_, pairs) => {
    expect(faultsOf(pairs)).toContain("shape");
  });
});

describe("prices that claim too much", () => {
  const raise = (f: number) => (prices: Certificate) => {
    prices.firmPrice[f] = prices.firmPrice[f]! + 1;
  };

  test.each(problem.current.map((_, f) => f))("firm %i's price is one too high", (f) => {
    expect(repriced(problem, raise(f))).toEqual(["firm_price"]);
  });

  test("a firm without a permitted deputy is worth no more than going without", () => {
    const alone = { ...problem, pinned: [], deputies: { ...problem.deputies, reach: [0, 0, 0] } };
    alone.firms = { ...problem.firms, township: [0, 1, 2, 0, 2] };
    const far = { ...alone, deputies: { ...alone.deputies, capacity: [0, 0, 0] } };
    for (let f = 0; f < 5; f++) expect(repriced(far, raise(f))).toEqual(["firm_price"]);
  });

  test("a firm that stays is worth no more than its own deputy, who is dearer to others", () => {
    const calm = { ...problem, pinned: [], forbidden: [], cost: { ...problem.cost, keep: 7_000 } };
    for (let f = 0; f < 5; f++) expect(repriced(calm, raise(f))).toEqual(["firm_price"]);
  });

  test("a firm pinned to today's deputy counts what staying saves", () => {
    const stays = { ...problem, pinned: [[0, 0] as const] };
    expect(solved(stays).proven).toBe(true);
    expect(repriced(stays, raise(0))).toEqual(["firm_price"]);
  });

  test("a deputy may hold more firms than the load table has terms", () => {
    const many = {
      ...problem,
      pinned: [],
      forbidden: [],
      current: [-1, -1, -1, -1, -1],
      firms: { township: [0, 0, 0, 0, 0], sector: [0, 0, 0, 0, 0], size: [0, 0, 0, 0, 0] },
      deputies: { township: [0], sector: [0], level: [0], capacity: [5], reach: [1] },
    };
    expect(solved(many)).toMatchObject({ proven: true, objective: -5100 });
  });

  test("a firm is worth no more than with the cheapest deputy of each reach", () => {
    for (const reach of [0, 1, 2]) {
      const one = {
        ...problem,
        pinned: [],
        forbidden: [],
        current: [-1],
        firms: { township: [0], sector: [0], size: [0] },
        deputies: { township: [0], sector: [0], level: [0], capacity: [1], reach: [reach] },
      };
      expect(repriced(one, raise(0))).toEqual(["firm_price"]);
    }
  });

  test("a firm barred from one of two alike is worth no more than with the other", () => {
    const twins = {
      ...problem,
      pinned: [],
      forbidden: [[0, 0] as const],
      current: [-1, -1],
      firms: { township: [0, 0], sector: [0, 0], size: [0, 0] },
      deputies: { township: [0, 0], sector: [0, 0], level: [0, 0], capacity: [2, 2], reach: [0, 0] },
    };
    expect(repriced(twins, raise(0))).toEqual(["firm_price"]);
    // Of deputies alike the cheapest counts, whichever he is.
    for (const d of [0, 1]) {
      const undercut = (prices: Certificate) => {
        prices.deputyPrice[d] = prices.deputyPrice[d]! - 1;
      };
      expect(repriced({ ...twins, forbidden: [] }, undercut)).toEqual(["firm_price"]);
    }
    // Only the barred deputy gets cheaper: his price binds the other firm and not this one.
    const cheaper = (prices: Certificate) => {
      prices.deputyPrice[0] = prices.deputyPrice[0]! - 1;
      prices.firmPrice[1] = prices.firmPrice[1]! - 1;
    };
    expect(judged(twins, cheaper)).toMatchObject({ faults: [], proven: true });
  });

  test("when today's pairs are unwanted, the one of today counts at its true, higher cost", () => {
    const unwanted = { ...problem, pinned: [], forbidden: [], cost: { ...problem.cost, keep: -500 } };
    for (let f = 0; f < 5; f++) expect(repriced(unwanted, raise(f))).toEqual(["firm_price"]);
    const alone = {
      ...unwanted,
      current: [0],
      firms: { township: [0], sector: [1], size: [0] },
      deputies: { township: [0], sector: [1], level: [0], capacity: [1], reach: [1] },
    };
    expect(solved(alone)).toMatchObject({ proven: true, objective: 500 - 5050 });
    expect(repriced(alone, raise(0))).toEqual(["firm_price"]);
  });

  test("under a budget each change counts at the multiplier", () => {
    const held = { ...problem, pinned: [], forbidden: [], current: [1, -1, -1, 1, 1] };
    const kept = { ...held, cost: { ...problem.cost, keep: 0 }, maxChanges: 0 };
    expect(solved(kept).certificate.multiplier).toBeGreaterThan(0);
    expect(solved(kept)).toMatchObject({ faults: [], proven: true, changed: 0 });
    for (let f = 0; f < 5; f++) expect(repriced(kept, raise(f))).toEqual(["firm_price"]);
  });

  test("whichever deputy of a random problem binds a firm's price, one more is found out", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const drawn = randomProblem(seed, { deputies: 14, firms: 20 });
      const cost = { ...drawn.cost, keep: Math.abs(drawn.cost.keep) };
      const plan = solved({ ...drawn, cost, forbidden: [] });
      expect(plan.proven).toBe(true);
      for (let f = 0; f < plan.instance.firms; f++) {
        const firmPrice = plan.certificate.firmPrice.map((price, other) => price + (other === f ? 1 : 0));
        const forged = sealed(plan.instance, { ...plan.certificate, firmPrice });
        const { faults } = certify(plan.instance, plan.assignment, plan.objective, forged);
        expect({ seed, f, faults }).toEqual({ seed, f, faults: ["firm_price"] });
      }
    }
  });

  test("a deputy's price one too low or too high costs the proof, bound stated anew", () => {
    const { certificate, assignment } = solved(problem);
    for (let d = 0; d < certificate.deputyPrice.length; d++) {
      const held = assignment.filter((one) => one === d).length;
      expect(held).toBeGreaterThan(0);
      for (const by of [-1, 1]) {
        const shifted = (prices: Certificate) => {
          prices.deputyPrice[d] = prices.deputyPrice[d]! + by;
        };
        expect(repriced(problem, shifted)).toEqual(by < 0 ? ["firm_price"] : []);
      }
    }
  });
});

describe("a certificate that does not hold together", () => {
  const { instance, assignment, objective, certificate } = solved(problem);
  const verdictOn = (forged: Certificate, cost = objective) => certify(instance, assignment, cost, forged);
  const forged = (change: Partial<Certificate>) => {
    const prices = { ...certificate, ...change };
    return { ...prices, digest: digestOf(prices) };
  };

  test("is refused for a bound one off, either way", () => {
    for (const by of [-1, 1]) {
      expect(verdictOn({ ...certificate, bound: certificate.bound + by }).faults).toEqual(["bound"]);
    }
  });

  test("is refused for a cost one off, either way", () => {
    for (const by of [-1, 1]) expect(verdictOn(certificate, objective + by).faults).toEqual(["objective"]);
  });

  test("is refused for another digest, which every number enters", () => {
    expect(digestOf({ ...certificate, multiplier: 1 })).not.toBe(certificate.digest);
    expect(verdictOn({ ...certificate, digest: certificate.digest.replace(/^./, "x") }).faults).toEqual([
      "digest",
    ]);
  });

  test("is refused for a multiplier without a budget, below nothing, or no whole number", () => {
    expect(verdictOn(forged({ multiplier: 5 })).faults).toContain("multiplier");
    const budgeted = solved({ ...problem, maxChanges: 5 });
    for (const multiplier of [-1, 0.5, Number.NaN]) {
      const prices = sealed(budgeted.instance, { ...budgeted.certificate, multiplier });
      const verdict = certify(budgeted.instance, budgeted.assignment, budgeted.objective, prices);
      expect(verdict.faults).toContain("multiplier");
    }
  });

  test("is refused for prices missing, too many, or no whole numbers, on either side", () => {
    for (const side of ["deputyPrice", "firmPrice"] as const) {
      const prices = certificate[side];
      for (const wrong of [
        prices.slice(1),
        Float64Array.from([...prices, 0]),
        prices.map((price, i) => (i === 0 ? price + 0.5 : price)),
        prices.map((price, i) => (i === 0 ? Number.NaN : price)),
      ]) {
        const verdict = verdictOn(forged({ [side]: wrong }));
        expect(verdict.faults).toContain("shape");
        expect(verdict.proven).toBe(false);
      }
    }
  });

  test("is no proof of a permitted plan that costs more than the bound", () => {
    const dearer = assignment.slice();
    dearer[0] = -1;
    const verdict = certify(instance, dearer, objectiveOf(instance, dearer), certificate);
    expect(verdict.faults).toEqual([]);
    expect(verdict.proven).toBe(false);
  });
});
