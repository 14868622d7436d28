import { type Format, shanghaiDay } from "#app/i18n/format.ts";
import type { Translator } from "#app/i18n/translator.ts";
import type { LetterView } from "../get-letter.query.server.ts";

/** A supervision notice as paper: every line that is printed, on the screen and in the document alike. */
export type LetterPaper = {
  office: string;
  title: string;
  number: string;
  to: string;
  paragraphs: string[];
  signer: string;
  day: string;
  receipt: { title: string; lines: string[] };
};

/** What a draft says before anybody has edited it. */
export function draftBody(t: Translator, format: Format, letter: LetterView): string {
  const { issue } = letter;
  const asked = t("letter.draft.asked", { title: issue.title, number: issue.number });
  const dates =
    issue.dispatchedOn === null || issue.dueOn === null
      ? ""
      : t("letter.draft.dates", {
          dispatched: format.formatFullDay(issue.dispatchedOn),
          due: format.formatFullDay(issue.dueOn),
        });
  const because = letter.trigger === null ? "" : t.dynamic(`letter.because.${letter.trigger}`);
  return [`${asked}${dates}${because}`, t("letter.draft.demand")].join("\n");
}

/** The paper as it stands: what was signed, or what would be with the offered number and day. */
export function paperOf(t: Translator, format: Format, letter: LetterView): LetterPaper {
  const replyBy = letter.replyBy ?? letter.offered?.replyBy ?? null;
  const body = letter.body ?? draftBody(t, format, letter);
  const blank = t("letter.paper.blank");
  return {
    office:
      letter.issuer === null
        ? t("letter.paper.cityOffice")
        : t("letter.paper.countyOffice", { county: letter.issuer }),
    title: t("letter.paper.title"),
    number: letter.number ?? letter.offered?.number ?? "",
    to: t("letter.paper.to", { unit: letter.unit ?? blank }),
    paragraphs: [
      ...body.split("\n").filter((line) => line.trim() !== ""),
      ...(replyBy ? [t("letter.paper.replyBy", { day: format.formatFullDay(replyBy) })] : []),
    ],
    signer: t("letter.paper.signer", { name: letter.signer ?? letter.offered?.signer ?? blank }),
    day: letter.signedAt === null ? "" : format.formatFullDay(shanghaiDay(new Date(letter.signedAt))),
    receipt: {
      title: t("letter.paper.receipt"),
      lines: [
        t("letter.paper.receiptNumber", { number: letter.number ?? blank }),
        t("letter.paper.receiptUnit", { unit: letter.unit ?? blank }),
        t("letter.paper.receiptBy", { name: letter.receivedBy ?? blank }),
        t("letter.paper.receiptAt", {
          when: letter.receivedAt === null ? blank : format.formatInstant(letter.receivedAt),
        }),
      ],
    },
  };
}
