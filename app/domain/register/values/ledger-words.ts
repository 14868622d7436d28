import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import type { AnswerClass, Rating } from "#app/domain/issue/states.ts";
import type { LedgerDone } from "#app/domain/register/judge/candidates.ts";
import { narrow } from "./text.ts";

/** What a cell of a closed vocabulary says: a value, nothing, or a word that is not understood. */
export type WordReading<V> = { value: V | null; known: boolean };

const plain = (text: string) =>
  narrow(text)
    .replace(/[\s。.，,、;；!！]/g, "")
    .toUpperCase();

function reading<V>(text: string, table: readonly (readonly [RegExp, V | null])[]): WordReading<V> {
  const word = plain(text);
  if (word === "") return { value: null, known: true };
  const found = table.find(([pattern]) => pattern.test(word));
  return found ? { value: found[1], known: true } : { value: null, known: false };
}

/** Marks and words for "done" 是否办结: 是, √, 已办结, 办理中, ×, 已答复 and the like. Negations are tried first. */
export function readDone(text: string): WordReading<LedgerDone> {
  return reading<LedgerDone>(text, [
    [/^(?:否|×|✗|✘|X|0|N|NO|无|—+|-+|\/)$/, "no"],
    [/未|正在|办理中|进行中|处理中|推进|在办|待|持续|跟进|阶段|部分/, "no"],
    [/^(?:已)?(?:答复|回复)$/, "answered"],
    [/^(?:是|√|✓|✔|☑|V|1|Y|YES|OK)$/, "yes"],
    [/^(?:是|√|✓|✔)?(?:已)?(?:办结|解决|完成|销号|完结|结案|办理完毕|全部办结|办完)(?:了)?$/, "yes"],
  ]);
}

/** The class of an answer: its letter, or its words 已解决, 正在解决, 列入规划, 解释说明. */
export function readAnswerClass(text: string): WordReading<AnswerClass> {
  return reading<AnswerClass>(text, [
    [/^A类?(?!\w)|^(?:已解决|已经解决|解决|已办结|办结)$/, "A"],
    [/^B类?(?!\w)|^(?:正在解决|部分解决|基本解决|正在办理)$/, "B"],
    [/^C类?(?!\w)|列入(?:规划|计划)|逐步解决|计划解决/, "C"],
    [/^D类?(?!\w)|解释说明|作出解释|留作参考|暂不能解决|不予采纳/, "D"],
  ]);
}

/** How satisfied the firm was: 满意, 基本满意, 不满意. */
export function readSatisfaction(text: string): WordReading<Rating> {
  return reading<Rating>(text, [
    [/^(?:未评价|未回访|无|暂无|-+|\/)$/, null],
    [/不满意|不认可|^否$/, "dissatisfied"],
    [/基本满意|较满意|比较满意/, "basically"],
    [/满意|认可|^(?:是|√|✓|✔)$/, "satisfied"],
  ]);
}

/** Whether a cell says yes 是, √. */
export function saysYes(text: string): boolean {
  return /^(?:是|√|✓|✔|☑|Y|YES|1|保密|紧急|特急|加急|急)$/.test(plain(text));
}

/** How a visit was made 走访方式: 上门, 电话, 微信, 接待, 座谈. */
export function readContactKind(text: string): WordReading<ContactKind> {
  return reading<ContactKind>(text, [
    [/座谈|会议|恳谈/, "meeting"],
    [/接待|进站|到站|值班/, "station"],
    [/微信|线上|网络|视频|钉钉|QQ|短信/, "chat"],
    [/电话|通话/, "phone"],
    [/走访|上门|实地|入企|现场|调研|见面|视察/, "visit"],
  ]);
}

/** What came of a visit 走访结果: 已见面, 未见到人, 已搬走, 已停业, 不愿被打扰. */
export function readOutcome(text: string): WordReading<ContactOutcome> {
  return reading<ContactOutcome>(text, [
    [/未见|没见|未遇|无人|不在|未联系上|联系不上|失联/, "not_found"],
    [/搬|迁/, "moved"],
    [/停业|歇业|停产|注销|关闭|关门|倒闭|吊销/, "shut"],
    [/不愿|拒绝|谢绝|婉拒/, "refused"],
    [/^(?:是|√|✓|✔|☑|1|Y|YES)$|已?见(?:面|到)|已?走访|已?联系|完成|成功|正常/, "met"],
  ]);
}
