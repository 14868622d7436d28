import type { Random } from "../random.ts";

const SURNAMES = [
  ..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤",
];
/** The second character of every made-up person is a heavenly stem: nobody is called like that. */
const STEMS = [..."甲乙丙丁戊己庚辛壬癸"];
const NATURE = [..."山川江河湖海林石田云风雨星月禾松竹梅兰菊泉峰溪岩"];

/** A made-up person: surname, heavenly stem, a thing of nature (王甲山). The stem marks every name as invented. */
export function personName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(STEMS) + random.pick(NATURE);
}

/** Whether a name follows the rule of the made-up people. */
export function isMadeUpName(name: string): boolean {
  return name.length === 3 && STEMS.includes(name.charAt(1)) && NATURE.includes(name.charAt(2));
}

/** How many numbers the range of made-up phones holds, and those kept for the cast. */
const PHONES = 90_000_000;
const KEPT = 10_000_000;

/** The nth made-up mobile number: eleven digits that begin with 100, a range nobody can dial. */
export function phoneNumber(n: number): string {
  return `100${String(KEPT + ((n * 7_654_321) % PHONES)).padStart(8, "0")}`;
}

/** A phone of the cast: easy to type, outside the range of the others. */
export function castPhone(n: number): string {
  return `100${String(n).padStart(8, "0")}`;
}
