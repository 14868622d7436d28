import { describe, expect, it } from "vitest";
import { lifecycleDiagram } from "#app/domain/issue/diagram.ts";
import { CLOSINGS, OPEN_STATES } from "#app/domain/issue/states.ts";

describe("the diagram of the life cycle", () => {
  it("shows every state and closing, with arrows from the table", () => {
    const text = lifecycleDiagram();
    for (const state of OPEN_STATES) expect(text).toContain(state);
    for (const closing of CLOSINGS) expect(text).toContain(`closed_${closing}`);
    expect(text).toContain("[*] --> submitted: submit");
    expect(text).toContain("dispatched --> handling: sign_for");
    expect(text).toContain("closed_resolved --> dispatched: contest, rule_contest");
  });
});
