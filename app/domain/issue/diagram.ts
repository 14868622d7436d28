import type { From, To } from "./rules/rule.ts";
import { COMMAND_KINDS, rowsOf } from "./transitions.ts";

/** States of the diagram have no colon: `closed:resolved` becomes `closed_resolved`. */
function nodeOf(place: From | To): string {
  return place === "none" ? "[*]" : place.replace(":", "_");
}

/**
 * The life cycle as mermaid text, generated from the transition table: one arrow a pair of states, labelled with the
 * commands; commands that keep the state are listed below it as notes of the state.
 */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>();
  const stays = new Map<string, string[]>();
  for (const command of COMMAND_KINDS) {
    for (const row of rowsOf(command)) {
      for (const from of row.from) {
        for (const to of row.to) {
          const isLoop = to === "same" || to === from;
          if (isLoop) add(stays, nodeOf(from), command);
          else add(arrows, `${nodeOf(from)} --> ${nodeOf(to)}`, command);
        }
      }
    }
  }
  const lines = ["stateDiagram-v2"];
  for (const [arrow, commands] of arrows) lines.push(`  ${arrow}: ${commands.join(", ")}`);
  for (const [node, commands] of stays) {
    lines.push(`  note right of ${node}`, `    ${commands.join(", ")}`, "  end note");
  }
  return `${lines.join("\n")}\n`;
}

function add(map: Map<string, string[]>, key: string, command: string): void {
  const commands = map.get(key) ?? [];
  if (!commands.includes(command)) commands.push(command);
  map.set(key, commands);
}
