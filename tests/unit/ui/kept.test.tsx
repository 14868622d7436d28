import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Kept, KeptProvider } from "#app/ui/kept.tsx";
import { markupKeeper } from "#app/ui/kept-markup.tsx";

let rendered: string[] = [];
function Piece({ word, children }: { word: string; children?: ReactNode }) {
  rendered.push(word);
  return (
    <p title={`<"${word}">`}>
      {word}
      {children}
    </p>
  );
}

const page = (word: string) => (
  <main>
    <Kept by={["outer", word, { of: word }]}>
      <Piece word={`outer ${word}`}>
        <Kept by={["inner"]}>
          <Piece word="inner" />
        </Kept>
      </Piece>
    </Kept>
    text between
    <Kept by={["beside", word]}>
      <Piece word={`beside ${word}`} />
      <Piece word="more" />
    </Kept>
  </main>
);

function serve(
  start: ReturnType<typeof markupKeeper>,
  elements: ReactNode,
): { html: string; rendered: string[] } {
  const { keep, complete } = start();
  rendered = [];
  const html = complete(renderToString(<KeptProvider value={keep}>{elements}</KeptProvider>));
  return { html, rendered };
}

describe("markup that pages have in common", () => {
  it("is the same as where nothing is kept, the first time and every other, for each of what it follows from", () => {
    const start = markupKeeper();
    for (const word of ["a", "b", "a", "b"]) {
      const browser = renderToString(page(word));
      expect(serve(start, page(word)).html).toBe(browser);
    }
  });

  it("is rendered once, pieces within pieces too", () => {
    const start = markupKeeper();
    expect(serve(start, page("a")).rendered).toEqual(["outer a", "inner", "beside a", "more"]);
    expect(serve(start, page("a")).rendered).toEqual([]);
    expect(serve(start, page("b")).rendered).toEqual(["outer b", "beside b", "more"]);
  });

  it("is rendered again after a page that failed", () => {
    const start = markupKeeper();
    const Failing = (): ReactNode => {
      throw new Error("fails");
    };
    expect(() =>
      serve(
        start,
        <>
          {page("a")}
          <Failing />
        </>,
      ),
    ).toThrow("fails");
    expect(serve(start, page("a")).html).toBe(renderToString(page("a")));
  });

  it("goes through words that look like its own marks, and through more pieces than are kept", () => {
    const start = markupKeeper();
    const forged = '<template data-kept="0"></template>';
    for (let n = 0; n < 2_100; n++) serve(start, page(`${n}`));
    expect(serve(start, page(forged)).html).toBe(renderToString(page(forged)));
    expect(serve(start, page(forged)).html).toBe(renderToString(page(forged)));
  });
});
