import { describe, expect, test } from "vitest";
import { type Certificate, type CertificateFault, certify, digestOf } from "#app/domain/pairing/certify.ts";
import { shortSupply as problem, solved } from "./short-supply.ts";

const plan = solved(problem);

/** The verdict on the plan after one thing was changed; `resealed` renews bound and digest as a forger would. */
function verdict(change: {
  assignment?: (pairs: Int32Array) => void;
  certificate?: (certificate: Certificate) => void;
  objective?: number;
  resealed?: boolean;
}) {
  const assignment = plan.assignment.slice();
  change.assignment?.(assignment);
  const certificate = {
    ...plan.certificate,
    deputyPrice: plan.certificate.deputyPrice.slice(),
    firmPrice: plan.certificate.firmPrice.slice(),
  };
  change.certificate?.(certificate);
  if (change.resealed) certificate.digest = digestOf(certificate);
  return certify(plan.instance, assignment, change.objective ?? plan.objective, certificate);
}

function faults(change: Parameters<typeof verdict>[0]): CertificateFault[] {
  const found = verdict(change);
  expect(found.proven).toBe(false);
  return found.faults;
}

describe("the certificate of a plan", () => {
  test("is accepted as it is", () => {
    expect(verdict({})).toEqual({
      faults: [],
      objective: plan.objective,
      bound: plan.objective,
      proven: true,
    });
  });

  test("is refused when two pairs are swapped", () => {
    const [a, b] = [0, 1];
    expect(plan.assignment[a]).not.toBe(plan.assignment[b]);
    const swap = (pairs: Int32Array) => {
      [pairs[a], pairs[b]] = [pairs[b]!, pairs[a]!];
    };
    expect(faults({ assignment: swap })).toContain("objective");
  });

  test("is refused when a firm is given to a deputy it may not have", () => {
    const forbid = (pairs: Int32Array) => {
      pairs[2] = 1;
    };
    const beyondReach = (pairs: Int32Array) => {
      pairs[2] = 2;
    };
    expect(faults({ assignment: forbid })).toContain("not_allowed");
    expect(faults({ assignment: beyondReach })).toContain("not_allowed");
  });

  test("is refused when a pin is not kept", () => {
    const unpin = (pairs: Int32Array) => {
      pairs[3] = -1;
    };
    expect(faults({ assignment: unpin })).toContain("pin");
  });

  test("is refused when one deputy holds a firm too many", () => {
    const crowd = (pairs: Int32Array) => {
      pairs.fill(0, 0, 2);
    };
    expect(faults({ assignment: crowd })).toContain("capacity");
  });

  test("is refused when a pair names no deputy of the problem, or a firm is missing", () => {
    const stranger = (pairs: Int32Array) => {
      pairs[1] = 3;
    };
    expect(faults({ assignment: stranger })).toContain("shape");
    const short = certify(plan.instance, plan.assignment.slice(1), plan.objective, plan.certificate);
    expect(short.faults).toContain("shape");
  });

  test("is refused when the stated cost is off by one", () => {
    expect(faults({ objective: plan.objective - 1 })).toEqual(["objective"]);
  });

  test("is refused when any price is off by one, even with bound and digest stated anew", () => {
    for (const side of ["deputyPrice", "firmPrice"] as const) {
      for (let i = 0; i < plan.certificate[side].length; i++) {
        for (const by of [-1, 1]) {
          const shift = (certificate: Certificate) => {
            certificate[side][i] = certificate[side][i]! + by;
          };
          expect(faults({ certificate: shift })).toContain("digest");
          if (side === "firmPrice") {
            const sealed = faults({ certificate: shift, resealed: true });
            expect(sealed).toContain(by === 1 ? "firm_price" : "bound");
          }
        }
      }
    }
  });

  test("is refused when a price is not a whole number or one is missing", () => {
    const blur = (certificate: Certificate) => {
      certificate.deputyPrice[0] = certificate.deputyPrice[0]! + 0.5;
    };
    const drop = (certificate: Certificate) => {
      certificate.firmPrice = certificate.firmPrice.slice(1);
    };
    expect(faults({ certificate: blur, resealed: true })).toContain("shape");
    expect(faults({ certificate: drop, resealed: true })).toContain("shape");
  });

  test("is refused when the bound is stated higher, or a multiplier is claimed without a budget", () => {
    const raise = (certificate: Certificate) => {
      certificate.bound += 1;
    };
    const claim = (certificate: Certificate) => {
      certificate.multiplier = 5;
    };
    const negative = (certificate: Certificate) => {
      certificate.multiplier = -1;
    };
    expect(faults({ certificate: raise })).toEqual(["bound"]);
    expect(faults({ certificate: claim, resealed: true })).toContain("multiplier");
    expect(faults({ certificate: negative, resealed: true })).toContain("multiplier");
  });

  test("is refused when more firms change than the budget allows", () => {
    const calm = solved({ ...problem, maxChanges: plan.changedMinimum });
    expect(calm.faults).toEqual([]);
    const over = { ...calm.instance, maxChanges: calm.changed - 1 };
    expect(certify(over, calm.assignment, calm.objective, calm.certificate).faults).toContain("budget");
  });

  test("is not called proven when the plan is permitted but dearer than the bound", () => {
    const worse = plan.assignment.slice();
    worse[0] = -1;
    const stated = certify(plan.instance, worse, Number.NaN, plan.certificate).objective;
    const found = certify(plan.instance, worse, stated, plan.certificate);
    expect(found.faults).toEqual([]);
    expect(found.proven).toBe(false);
    expect(found.objective).toBeGreaterThan(found.bound);
  });
});
