import type { KeepMarkup } from "./kept.tsx";

/** Most pieces kept at once: a navigation for each role, language and place, an account for each person about. */
const MOST = 2_000;

/** One page's dealings with what is kept. */
export type PageMarkup = {
  /** To be handed to the page's elements. */
  keep: KeepMarkup;
  /** The rendered page with every piece in its place; those rendered just now are kept. */
  complete: (html: string) => string;
};

const MARKS = /<template data-(kept|keep|kept-end)="(\d+)"><\/template>/g;

/** Keeps markup that many pages have in common, by everything it follows from: rendering the frame around a list costs a quarter of the list. */
export function markupKeeper(): () => PageMarkup {
  const numbers = new Map<string, number>();
  const pieces = new Map<number, string>();
  let next = 0;
  return () => {
    // A page is rendered and completed in one go: nobody's pieces are thrown away between.
    if (numbers.size > MOST) {
      numbers.clear();
      pieces.clear();
    }
    return {
      keep(by, children) {
        const name = JSON.stringify(by);
        const number = numbers.get(name) ?? next++;
        numbers.set(name, number);
        if (pieces.has(number)) return <template data-kept={number} />;
        return (
          <>
            <template data-keep={number} />
            {children}
            <template data-kept-end={number} />
          </>
        );
      },
      complete(html) {
        let whole = "";
        let at = 0;
        const open = new Map<string, number>();
        for (const mark of html.matchAll(MARKS)) {
          const [text, kind, number] = mark as unknown as [string, string, string];
          whole += html.slice(at, mark.index);
          at = mark.index + text.length;
          if (kind === "kept") whole += pieces.get(Number(number)) ?? "";
          else if (kind === "keep") open.set(number, whole.length);
          else pieces.set(Number(number), whole.slice(open.get(number)));
        }
        return whole + html.slice(at);
      },
    };
  };
}
