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

/**
 * Mantine around one lazily loaded part that needs a control of it; never around a whole page, which would put the
 * kit on every phone. Its variables come from `mantine.css`, not from a style element; `scheme` is the page's.
 */
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
