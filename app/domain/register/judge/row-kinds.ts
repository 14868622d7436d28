import { isBlank, type SheetRow, textOf } from "#app/domain/register/sheet/cell.ts";
import { repeatsHeader, type SheetHeader } from "#app/domain/register/sheet/header.ts";
import type { DivisionIndex } from "#app/domain/register/values/divisions.ts";
import { cut } from "#app/domain/register/values/text.ts";
import { readUscc } from "#app/domain/uscc/read.ts";
import { type ImportNote, note } from "./reasons.ts";

const TOTAL = /^(?:全[市县区])?(?:合计|总计|共计|总数|累计)[:：]?\d*[家户个条人]?$/;
const SUBTOTAL = /^.{0,14}(?:小计|分计|(?:[县市区镇乡]|街道)(?:合计|共计))[:：]?\d*[家户个条人]?$/;
const END = /^[(（【[—\-*]*\s*(?:以下空白|以下无正文|以下为空|此行以下空白|完|END)\s*[)）】\]—\-*]*$/i;
const REMARK =
  /^(?:注|备注|说明|填表说明|填报说明|填表要求|附注)\s*[:：\d一二三1]|^(?:填报单位|填表单位|填报人|填表人|制表|制表人|审核人|审核|复核|负责人签字|单位负责人|签字|签章|盖章|填报日期|填表日期|制表日期|数据来源|统计口径|联系人及电话|主管领导|分管领导)\s*[:：（(]|^[*※]/;
const SHOWN = 60;

/**
 * Whether a row below the header is no row of the list: a total or subtotal, a note or signature line, an end marker, a
 * section heading (a county's name alone), the header again. Null for a row that claims to be of the list.
 */
export function rowKind(row: SheetRow, header: SheetHeader, divisions: DivisionIndex): ImportNote | null {
  const texts = row.cells.map(textOf).filter((text) => text !== "");
  const first = texts[0];
  if (first === undefined) return null;
  if (repeatsHeader(header, row)) return note("import.header_repeated", {});
  const value = cut(first, SHOWN);
  const hasCode = texts.some((text) => text.length < 60 && readUscc(text).kind === "valid");
  if (!hasCode) {
    const words = texts.slice(0, 3).map((text) => text.replace(/\s/g, ""));
    if (words.some((word) => TOTAL.test(word))) return note("import.total_row", { value });
    if (words.some((word) => SUBTOTAL.test(word))) return note("import.subtotal_row", { value });
    if (texts.length <= 2 && texts.some((text) => END.test(text)))
      return note("import.end_marker", { value });
    if (texts.length <= 3 && REMARK.test(first)) return note("import.note_row", { value });
  }
  if (texts.length !== 1) return null;
  if (divisions.county(first.replace(/^[一二三四五六七八九十\d]+[、.．]|[(（].*$/g, "")) !== null) {
    return note("import.section_row", { value });
  }
  return isUnderKeyColumn(row, header) ? null : note("import.note_row", { value });
}

function isUnderKeyColumn(row: SheetRow, header: SheetHeader): boolean {
  const keys = [
    "name",
    "uscc",
    "deputyName",
    "firm",
    "firmUscc",
    "cardNo",
    "phone",
    "firmName",
    "title",
    "content",
  ];
  return header.columns.some(
    (entry) => entry.field !== null && keys.includes(entry.field) && !isBlank(row.cells[entry.column]),
  );
}
