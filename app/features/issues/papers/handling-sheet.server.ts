import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";

export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What stands on a handling sheet 办理单, in the words of a language: rows of name and value, and boxes to be filled in by hand. */
export type HandlingSheet = {
  title: string;
  number: string;
  rows: readonly (readonly [string, string])[];
  boxes: readonly (readonly [string, string])[];
  footer: string;
};

/** Fonts of official papers, with what WPS and LibreOffice put in their place elsewhere. */
const FONT = { eastAsia: "FangSong", ascii: "Times New Roman", hAnsi: "Times New Roman" };
/** Sizes in half points: 二号 for the title, 小四 for the rest. */
const TITLE_SIZE = 44;
const SIZE = 24;
const NAME_WIDTH = 22;
const BOX_LINES = 4;

const run = (text: string, bold = false, size = SIZE) => new TextRun({ text, bold, size, font: FONT });
const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const borders = { top: line, bottom: line, left: line, right: line };

function row(name: string, value: string, extra = 0): TableRow {
  const cell = (width: number, children: Paragraph[]) =>
    new TableCell({ borders, width: { size: width, type: WidthType.PERCENTAGE }, children });
  const paragraphs = value.split("\n").map((text) => new Paragraph({ children: [run(text)] }));
  const blank = Array.from({ length: extra }, () => new Paragraph({ children: [] }));
  return new TableRow({
    cantSplit: value.length < 400,
    children: [
      cell(NAME_WIDTH, [new Paragraph({ children: [run(name, true)] })]),
      cell(100 - NAME_WIDTH, [...paragraphs, ...blank]),
    ],
  });
}

/** The handling sheet as a docx that WPS, Word and LibreOffice open and people go on writing in. */
export async function writeHandlingSheet(sheet: HandlingSheet): Promise<Uint8Array> {
  const document = new Document({
    title: `${sheet.title} ${sheet.number}`,
    sections: [
      {
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
            children: [run(sheet.title, true, TITLE_SIZE)],
          }),
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            spacing: { after: 100 },
            children: [run(sheet.number)],
          }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [
              ...sheet.rows.map(([name, value]) => row(name, value)),
              ...sheet.boxes.map(([name, value]) => row(name, value, value === "" ? BOX_LINES : 0)),
            ],
          }),
          new Paragraph({ spacing: { before: 200 }, children: [run(sheet.footer)] }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
