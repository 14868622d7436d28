import { createTheme } from "@mantine/core";
import { PALETTE } from "./palette.ts";

export const FONT_STACK =
  'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Segoe UI", Roboto, sans-serif';

/** Mantine in the colours of the house; its variables are written once into `mantine.css`, never into a page. */
export const theme = createTheme({
  colors: {
    teal: PALETTE.teal,
    gray: PALETTE.gray,
    dark: PALETTE.dark,
    red: PALETTE.red,
    yellow: PALETTE.yellow,
  },
  primaryColor: "teal",
  primaryShade: { light: 8, dark: 6 },
  autoContrast: true,
  luminanceThreshold: 0.25,
  black: PALETTE.gray[9],
  fontFamily: FONT_STACK,
  headings: { fontFamily: FONT_STACK, fontWeight: "600" },
  defaultRadius: "sm",
  respectReducedMotion: true,
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
});
