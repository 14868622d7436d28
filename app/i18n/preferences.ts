import type { Locale } from "./locale.ts";

export const TEXT_SIZES = ["0", "1", "2"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const SCHEMES = ["auto", "light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** How one reader wants pages shown. */
export type Preferences = { locale: Locale; textSize: TextSize; scheme: Scheme };
