import { createContext, type ReactNode, useContext } from "react";

/** What a server puts in the place of a part: the part between marks, or a mark for what it has kept. */
export type KeepMarkup = (by: readonly unknown[], children: ReactNode) => ReactNode;

const KeptContext = createContext<KeepMarkup | null>(null);
export const KeptProvider = KeptContext.Provider;

/**
 * A part of the page that is the same on many pages: the server renders it once and puts its markup in the place of the next
 * (`app/ui/kept-markup.tsx`); a browser takes it over as if it had been rendered there. `by` is all that its markup follows from, never
 * changed afterwards; nothing in it may ask for an id (`useId`).
 */
export function Kept(props: { by: readonly unknown[]; children: ReactNode }) {
  const keep = useContext(KeptContext);
  return <>{keep === null ? props.children : keep(props.by, props.children)}</>;
}
