import { createContext, type ReactNode, useContext } from "react";

/** What a server has kept: the number of a piece of markup, and whether its markup is known. */
export type KeptMarkup = (name: string) => { number: number; known: boolean };

const KeptContext = createContext<KeptMarkup | null>(null);
export const KeptProvider = KeptContext.Provider;

/** What objects are written as: those that many pages share are written once. */
const written = new WeakMap<object, string>();

function textOf(part: unknown): string {
  if (typeof part !== "object" || part === null) return JSON.stringify(part) ?? "";
  const known = written.get(part) ?? JSON.stringify(part);
  written.set(part, known);
  return known;
}

/**
 * A part of the page that is the same on many pages: the server renders it once and puts its markup in the place of the next
 * (`app/http/page/kept-markup.ts`); a browser takes it over as if it had been rendered there. `by` is all that its markup follows from, never
 * changed afterwards; nothing in it may ask for an id (`useId`).
 */
export function Kept(props: { by: readonly unknown[]; children: ReactNode }) {
  const kept = useContext(KeptContext);
  if (kept === null) return <>{props.children}</>;
  const { number, known } = kept(props.by.map(textOf).join("\n"));
  if (known) return <template data-kept={number} />;
  return (
    <>
      <template data-keep={number} />
      {props.children}
      <template data-kept-end={number} />
    </>
  );
}
