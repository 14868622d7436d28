import type { AnswerClass } from "#app/domain/issue/states.ts";
import { type SheetData, textOf } from "#app/domain/register/sheet/cell.ts";
import { readAnswerClass } from "#app/domain/register/values/ledger-words.ts";
import { wordKey } from "#app/domain/register/values/text.ts";

/** One answer as a list from another platform tells it; class null where none is named or its word is not understood. */
export type ListedAnswer = {
  sheet: string;
  row: number;
  number: string;
  body: string;
  answerClass: AnswerClass | null;
};

type Column = "number" | "body" | "class";

/** Titles of the columns, as `wordKey` leaves them. */
const TITLES: Record<Column, string> = {
  number:
    "编号 诉求编号 问题编号 工单编号 工单号 受理编号 平台编号 办件编号 建议编号 流水号 NUMBER NO TICKET TICKETNO",
  body: "答复 答复内容 答复意见 回复 回复内容 办理结果 办理情况 处理结果 处理情况 处置结果 ANSWER REPLY RESULT",
  class: "答复类别 办理类别 结果类别 答复类型 结果分类 是否解决 解决情况 CLASS ANSWERCLASS",
};

/** The titles stand in one of so many first rows. */
const SEARCHED_ROWS = 10;
/** Longest number and longest answer, in characters; the latter as in the form. */
const LIMITS = { number: 60, body: 4000 };

/**
 * Reads answers out of a list: from the row that titles a number and an answer on, each row with a number. A sheet without such
 * titles holds none.
 */
export function readAnswerSheets(sheets: readonly SheetData[]): ListedAnswer[] {
  return sheets.flatMap((sheet) => {
    const at = sheet.rows.slice(0, SEARCHED_ROWS).findIndex((row) => {
      const columns = columnsOf(row.cells);
      return columns.number !== undefined && columns.body !== undefined;
    });
    if (at === -1) return [];
    const columns = columnsOf(sheet.rows[at]!.cells);
    const cell = (row: SheetData["rows"][number], column: Column) =>
      columns[column] === undefined ? "" : textOf(row.cells[columns[column]]);
    return sheet.rows.slice(at + 1).flatMap((row) => {
      const number = cell(row, "number").slice(0, LIMITS.number);
      if (number === "") return [];
      const body = cell(row, "body").slice(0, LIMITS.body);
      const answerClass = readAnswerClass(cell(row, "class")).value;
      return [{ sheet: sheet.name, row: row.row, number, body, answerClass }];
    });
  });
}

function columnsOf(cells: SheetData["rows"][number]["cells"]): Partial<Record<Column, number>> {
  const columns: Partial<Record<Column, number>> = {};
  for (const [at, cell] of cells.entries()) {
    const title = wordKey(textOf(cell));
    const column = (Object.keys(TITLES) as Column[]).find((one) => TITLES[one].split(" ").includes(title));
    if (column !== undefined) columns[column] ??= at;
  }
  return columns;
}
