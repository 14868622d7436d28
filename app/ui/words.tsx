import { createContext, type ReactNode, useContext } from "react";

/** The few sentences every list and form needs; handed in once by the root, so that primitives stay wordless. */
export type Words = {
  filter: string;
  applyFilters: string;
  clearFilters: string;
  columns: string;
  applyColumns: string;
  first: string;
  previous: string;
  next: string;
  last: string;
  pages: string;
  search: string;
  optional: string;
  working: string;
  close: string;
  more: string;
  unfold: string;
  fold: string;
  selectAll: string;
  selectRow: (row: string) => string;
  selected: (count: number) => string;
  sortBy: (column: string) => string;
  errorPrefix: string;
  errorTitle: (title: string) => string;
  errorSummary: (count: number) => string;
};

const WordsContext = createContext<Words | null>(null);

export function WordsProvider(props: { words: Words; children: ReactNode }) {
  return <WordsContext.Provider value={props.words}>{props.children}</WordsContext.Provider>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error("WordsProvider is missing");
  return words;
}
