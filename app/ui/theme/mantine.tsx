import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { theme } from "./theme.ts";

/** The scheme lives in a cookie the server reads; the browser's own storage is not asked. */
const serverDecides = {
  get: (fallback: "light" | "dark" | "auto") => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

/** Mantine around a page; its variables come from `mantine.css`, not from a style element. */
export function Mantine(props: { scheme: "light" | "dark" | "auto"; children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      withCssVariables={false}
      withGlobalClasses={false}
      defaultColorScheme={props.scheme}
      colorSchemeManager={serverDecides}
    >
      {props.children}
    </MantineProvider>
  );
}
