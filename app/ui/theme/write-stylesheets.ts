import { writeFileSync } from "node:fs";
import { formTokensStylesheet, mantineStylesheet, tokensStylesheet } from "./stylesheet.ts";

/** Run by hand after a change of palette or theme; the architecture test tells when that was forgotten. */
writeFileSync(new URL("tokens.css", import.meta.url), tokensStylesheet());
writeFileSync(new URL("form-tokens.css", import.meta.url), formTokensStylesheet());
writeFileSync(new URL("mantine.css", import.meta.url), mantineStylesheet());
