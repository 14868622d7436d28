import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core";
import { TOKENS } from "./palette.ts";
import { theme } from "./theme.ts";

const HEADER =
  "/* Generated from palette.ts and theme.ts: npx tsx app/ui/theme/write-stylesheets.ts && npx biome format --write app/ui/theme */\n";

/** Mantine's families of colour that the house does not use; their variables would only be dead weight. */
const UNUSED = /^--mantine-color-(pink|grape|violet|indigo|cyan|lime|orange|blue|green)-/;

function declarations(variables: Record<string, string>): string {
  return Object.entries(variables)
    .filter(([name]) => !UNUSED.test(name))
    .map(([name, value]) => `${name}: ${value};`)
    .join("\n  ");
}

/** Dark is for screens only: paper is printed black on white. */
function schemes(light: string, dark: string): string {
  return (
    `:root {\n  color-scheme: light;\n  ${light}\n}\n` +
    `@media screen {\n:root[data-mantine-color-scheme="dark"] {\n  color-scheme: dark;\n  ${dark}\n}\n}\n`
  );
}

/** The colours of a form without React, which is weighed to the byte. */
const FORM_TOKENS: readonly string[] = [
  ...["paper", "surface", "ink", "ink-2", "line", "edge"],
  ...["accent", "accent-soft", "fill", "on-fill", "alarm", "alarm-soft"],
];

/** {@link tokensStylesheet} with no more colours than a form shows. */
export function formTokensStylesheet(): string {
  return tokensStylesheet((name) => FORM_TOKENS.includes(name));
}

/** The named colours; a page without script follows the system's scheme by the media query. */
export function tokensStylesheet(wanted: (name: string) => boolean = () => true): string {
  const of = (scheme: 0 | 1) =>
    Object.entries(TOKENS)
      .filter(([name]) => wanted(name))
      .map(([name, pair]) => `--${name}: ${pair[scheme]};`)
      .join("\n  ");
  const bySystem = `@media screen and (prefers-color-scheme: dark) {\n:root:not([data-mantine-color-scheme]) {\n  color-scheme: dark;\n  ${of(1)}\n}\n}\n`;
  return HEADER + schemes(of(0), of(1)) + bySystem;
}

/** Mantine's variables as a static file: inlined by its provider they cost every page 15 kB. */
export function mantineStylesheet(): string {
  const { variables, light, dark } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme));
  const ours = {
    "--mantine-color-body": "var(--paper)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-2)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--alarm)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-border": "var(--edge)",
    "--mantine-color-placeholder": "var(--ink-2)",
  };
  return (
    HEADER +
    `:root {\n  ${declarations(variables)}\n}\n` +
    schemes(declarations({ ...light, ...ours }), declarations({ ...dark, ...ours }))
  );
}
