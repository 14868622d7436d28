import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lifecycleDiagram } from "#app/domain/issue/diagram.ts";
import { CLOSINGS, OPEN_STATES } from "#app/domain/issue/states.ts";

const PAGE = new URL("../../../app/domain/issue/lifecycle.md", import.meta.url);

/** The page as it must stand: written anew with `LIAISON_UPDATE=1`. */
function page(): string {
  return [
    "# Life cycle of an issue 问题诉求",
    "",
    "Generated from the transition table (`transitions.ts`); `LIAISON_UPDATE=1` with the test of this page writes it anew.",
    "",
    "```mermaid",
    `${lifecycleDiagram()}\`\`\``,
    "",
  ].join("\n");
}

describe("the diagram of the life cycle", () => {
  it("shows every state and closing, with arrows from the table", () => {
    const text = lifecycleDiagram();
    for (const state of OPEN_STATES) expect(text).toContain(state);
    for (const closing of CLOSINGS) expect(text).toContain(`closed_${closing}`);
    expect(text).toContain("[*] --> submitted: submit");
    expect(text).toContain("dispatched --> handling: sign_for");
    expect(text).toContain("closed_resolved --> dispatched: contest, rule_contest");
  });

  it("the page in the repository is the one the table gives", () => {
    if (process.env.LIAISON_UPDATE === "1") writeFileSync(PAGE, page());
    expect(readFileSync(PAGE, "utf8")).toBe(page());
  });
});
