import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Packer,
  Paragraph,
  TextRun,
} from "docx";
import type { LetterPaper } from "./components/letter-words.ts";

/** The kind of file a Word paper is. */
export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Sizes in half points and faces of an official paper. Source: GB/T 9704-2012, red head, FangSong body of size three. */
const BODY = { font: "FangSong", size: 32 };
const HEAD = { font: "SimSun", size: 44, bold: true, color: "C00000" };
const TITLE = { font: "SimSun", size: 40, bold: true };
/** Two characters of the body, in twips. */
const INDENT = 640;

function line(text: string, more: object = {}): Paragraph {
  return new Paragraph({ spacing: { line: 560 }, ...more, children: [new TextRun({ text, ...BODY })] });
}

/** A supervision notice with its receipt as a Word paper that opens in WPS and LibreOffice. */
export async function letterDocx(paper: LetterPaper): Promise<Uint8Array> {
  const center = AlignmentType.CENTER;
  const document = new Document({
    creator: paper.office,
    title: `${paper.title} ${paper.number}`,
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: {
              top: convertMillimetersToTwip(37),
              bottom: convertMillimetersToTwip(35),
              left: convertMillimetersToTwip(28),
              right: convertMillimetersToTwip(26),
            },
          },
        },
        children: [
          new Paragraph({
            alignment: center,
            border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: "C00000", space: 8 } },
            children: [new TextRun({ text: paper.office, ...HEAD })],
          }),
          new Paragraph({
            alignment: center,
            spacing: { before: 400 },
            children: [new TextRun({ text: paper.title, ...TITLE })],
          }),
          line(paper.number, { alignment: center, spacing: { after: 300 } }),
          line(paper.to),
          ...paper.paragraphs.map((text) => line(text, { indent: { firstLine: INDENT } })),
          line(paper.signer, { alignment: AlignmentType.RIGHT, spacing: { before: 600 } }),
          line(paper.day, { alignment: AlignmentType.RIGHT }),
          new Paragraph({
            alignment: center,
            spacing: { before: 800 },
            border: { top: { style: BorderStyle.DASHED, size: 6, color: "777777", space: 12 } },
            children: [new TextRun({ text: paper.receipt.title, ...BODY, bold: true })],
          }),
          ...paper.receipt.lines.map((text) => line(text)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
