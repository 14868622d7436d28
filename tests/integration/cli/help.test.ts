import { describe, expect, it } from "vitest";
import { commands } from "#app/cli/commands.ts";
import { runCommand } from "#app/cli/run-command.ts";
import { IMPORT_KINDS } from "#app/domain/register/sheet/fields.ts";

async function told(...words: string[]) {
  const lines: string[] = [];
  const stdout: string[] = [];
  const status = await runCommand(words, {
    stdout: (line) => stdout.push(line),
    stderr: (line) => lines.push(line),
  });
  return { status, stdout, text: lines.join("\n") };
}

describe("the command line", () => {
  it.each(["", "--help", "-h", "help"])("lists every command when called with %j alone", async (word) => {
    const { status, stdout, text } = await told(...(word === "" ? [] : [word]));
    expect([status, stdout]).toEqual([0, []]);
    for (const name of Object.keys(commands)) expect(text).toContain(`  ${name} `);
  });

  it.each(Object.keys(commands))("says how %s is called, and does nothing else", async (name) => {
    const { status, text } = await told(...name.split(" "), "--help");
    expect(status).toBe(0);
    expect(text).toContain(`  ${name}  ${commands[name]?.about}`);
    expect(text.split("\n").filter((line) => line.startsWith("  "))).toHaveLength(1);
  });

  it("says how the commands of one word are called", async () => {
    const { status, text } = await told("pair", "--help");
    expect(status).toBe(0);
    expect(text).toContain("pair publish");
    expect(text).not.toContain("db backup");
  });

  it("names every kind of list that can be imported", () => {
    const kinds = commands.import?.about.split(" ")[0]?.split("|");
    expect(kinds).toHaveLength(IMPORT_KINDS.length);
  });

  it("answers an unknown command with what there is, as wrong use", async () => {
    const { status, text } = await told("nonsense");
    expect(status).toBe(2);
    expect(text).toContain("audit verify");
  });
});
