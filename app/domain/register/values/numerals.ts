const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  "○": 0,
  Ｏ: 0,
  一: 1,
  壹: 1,
  元: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** A Chinese numeral below ten thousand, in words (二十四, 叁佰) or digit by digit (二〇一二); null when it is neither. */
export function readChineseNumber(text: string): number | null {
  if (text === "") return null;
  const characters = [...text];
  if (characters.every((character) => DIGITS[character] !== undefined)) {
    return Number(characters.map((character) => DIGITS[character]).join(""));
  }
  let total = 0;
  let pending: number | null = null;
  for (const character of characters) {
    const digit = DIGITS[character];
    const unit = UNITS[character];
    if (digit !== undefined) pending = digit;
    else if (unit !== undefined) {
      total += (pending ?? 1) * unit;
      pending = null;
    } else return null;
  }
  return total + (pending ?? 0);
}
