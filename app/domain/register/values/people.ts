import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { DivisionIndex } from "./divisions.ts";
import { narrow, tidy, wordKey } from "./text.ts";

/** What a change-of-term list 换届名单 says of a deputy: stays 连任, comes 新任, goes 卸任. */
export const MANDATE_CHANGES = ["continued", "new", "left"] as const;
export type MandateChange = (typeof MANDATE_CHANGES)[number];

/** A person's name without blanks inside Chinese names, and the hint in brackets that tells namesakes apart ("于淑英（当阳）"). */
export function readPersonName(text: string): { name: string; hint: string } {
  const match = tidy(text).match(/^([^(（]*)[(（]([^)）]*)[)）]$/);
  return {
    name: tidy(match?.[1] ?? text).replace(/(?<=[\u4E00-\u9FFF])\s+(?=[\u4E00-\u9FFF])/g, ""),
    hint: (match?.[2] ?? "").trim(),
  };
}

/** A read phone number: digits with the area code's hyphen kept; `several` when the cell held more than one, the first is taken. */
export type PhoneReading = { phone: string | null; doubt: null | "invalid" | "several" };

/** Reads a phone cell: mobile numbers of eleven digits, landlines with or without area code; +86 and inner blanks are dropped. */
export function readPhone(text: string): PhoneReading {
  const plain = narrow(text).replace(/\.0$/, "");
  if (plain.trim() === "" || /^(?:无|暂无|\/|-)$/.test(plain.trim())) return { phone: null, doubt: null };
  const candidates = plain
    .split(/[、,，;；/\n|]|\s{2,}|\s(?=1\d{10})/)
    .map(readOnePhone)
    .filter((phone) => phone !== "");
  const valid = candidates.filter(isPhone);
  if (valid.length === 0) return { phone: null, doubt: "invalid" };
  return { phone: valid[0] ?? null, doubt: candidates.length > 1 ? "several" : null };
}

/** Whether a phone is a mobile number, the only kind a person signs in with. */
export function isMobile(phone: string): boolean {
  return /^1\d{10}$/.test(phone);
}

function readOnePhone(text: string): string {
  const digits = text.replace(/[^\d]/g, "").replace(/^(?:0086|86)(?=1\d{10}$)/, "");
  return /^0\d{9,11}$/.test(digits) ? formatLandline(digits) : digits;
}

function formatLandline(digits: string): string {
  const area = /^0(?:10|2\d)/.test(digits) ? 3 : 4;
  return `${digits.slice(0, area)}-${digits.slice(area)}`;
}

function isPhone(phone: string): boolean {
  return (
    isMobile(phone) ||
    /^0\d{2,3}-\d{7,8}$/.test(phone) ||
    /^[2-9]\d{6,7}$/.test(phone) ||
    /^[48]00\d{7}$/.test(phone)
  );
}

/** The level 代表层级 a cell names. "宜昌市人大代表" is the city's, "枝江市人大代表" a county-level city's. */
export function readLevel(text: string, divisions: DivisionIndex): DeputyLevel | null {
  const word = wordKey(text)
    .replace(/(?:人民代表大会|人民代表|人大)?代表$/, "")
    .replace(/(?:人大|级)$/, "");
  if (word === "") return null;
  if (/^(?:全国|国家)/.test(word)) return "national";
  if (/^(?:湖北)?省$/.test(word)) return "provincial";
  if (/^(?:宜昌市?|本?市|地市|设区的?市|地级市)$/.test(word)) return "city";
  if (/^[县市区(（)）、/]*[县区][县市区(（)）、/]*$/.test(word) || divisions.county(word) !== null)
    return "county";
  if (/^(?:乡|镇|街道)[乡镇、/]*$/.test(word) || /(?:镇|乡|街道)$/.test(word)) return "township";
  return null;
}

/** The kind of change a cell of a change-of-term list names; null when it names none. */
export function readMandateChange(text: string): MandateChange | null {
  const word = wordKey(text);
  if (/^(?:连任|续任|留任|继续|连选)/.test(word)) return "continued";
  if (/^(?:新任|新当选|新选|新增|补选|当选)/.test(word)) return "new";
  if (/^(?:卸任|离任|退任|届满|不再担任|调离|去世|病故|辞职|罢免|终止)/.test(word)) return "left";
  return null;
}

/** Whether a remark says in so many words that the person has left the mandate or the place. */
export function saysHasLeft(remark: string): boolean {
  return (
    /(?:已|调)?(?:调离|调出|离任|卸任|离职|去世|病故|辞去|终止|不再担任|退出)/.test(remark) &&
    !/(?:未|没有|拟|将|不)(?:调离|离任|卸任|离职)/.test(remark)
  );
}

/** A yes-or-no cell: 是, √, Y, 1 and 否, ×, N, 0; null when it says neither. */
export function readYesNo(text: string): boolean | null {
  const word = wordKey(text);
  if (/^(?:是|有|√|✓|✔|☑|Y|YES|TRUE|1|已纳入|纳入)$/.test(word)) return true;
  if (/^(?:否|无|×|X|✗|☐|N|NO|FALSE|0|未纳入|不纳入)$/.test(word)) return false;
  return null;
}
