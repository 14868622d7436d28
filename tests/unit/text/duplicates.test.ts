import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDuplicatePairs, proposeDuplicates } from "#app/domain/text/duplicates.ts";
import { gazetteerOf, speakOfDifferentPlaces } from "#app/domain/text/places.ts";
import {
  backgroundOf,
  PROBABLE_DUPLICATE,
  similarity,
  type Text,
  vectorOf,
} from "#app/domain/text/similarity.ts";

const GAZETTEER = gazetteerOf(
  ["宜昌市", "枝江市", "宜都市", "高新区", "长阳土家族自治县"],
  ["董市镇", "安福寺镇"],
);

/** Matters that have nothing in common but the phrases of complaints. */
const OTHERS: Text[] = [
  ["工业园停电频繁", "我厂所在工业园本月停电六次，机床报废，损失很大，希望尽快改造线路。"],
  ["工程款拖欠两年", "学校操场工程验收两年，尾款一直没有拨付，请督促付款。"],
  ["办证往返多次", "申请食品经营许可跑了四趟，每次要求的材料都不一样，请明确清单。"],
  ["招标文件设置门槛", "招标文件要求本地业绩，外地企业无法参加，请核查是否合规。"],
  ["污水管网不通", "园区污水管网堵塞，雨天倒灌车间，请安排疏通。"],
  ["贷款被抽贷", "银行提前收回贷款，企业资金周转困难，请协调。"],
].map(([title, body]) => ({ title: title!, body: body! }));

const ROAD: Text = {
  title: "董市镇沿江大道物流货车限行影响送货",
  body: "沿江大道白天货车限行，仓库在路段中间，冷链货车无法进出，请求发放通行证。",
};
const ROAD_AGAIN: Text = {
  title: "请给董市镇沿江大道冷链货车办理通行证",
  body: "我公司仓库就在沿江大道上，白天货车限行以后冷链货车进不来也出不去，希望办理通行证。",
};

function scoreOf(a: Text, b: Text): number {
  const background = backgroundOf([...OTHERS, a, b]);
  return similarity(vectorOf(a, background), vectorOf(b, background));
}

describe("texts about one matter", () => {
  it("are alike in new words and unlike others", () => {
    expect(scoreOf(ROAD, ROAD)).toBeCloseTo(1, 10);
    const others = OTHERS.map((other) => scoreOf(ROAD, other));
    expect(scoreOf(ROAD, ROAD_AGAIN)).toBeGreaterThan(Math.max(...others) + 0.2);
  });

  it("are proposed, best first, and nothing else is", () => {
    const candidates = [...OTHERS, ROAD_AGAIN, ROAD];
    const found = proposeDuplicates(ROAD, candidates, backgroundOf(candidates), GAZETTEER, 5);
    expect(found.map((one) => one.candidate)).toEqual([7, 6]);
    expect(findDuplicatePairs(candidates, GAZETTEER).map(({ a, b }) => [a, b])).toEqual([[6, 7]]);
  });

  it("do not depend on full width, case or punctuation", () => {
    const wide = { title: "ＡＢＣ公司２号仓库", body: "货车，限行！" };
    const narrow = { title: "abc公司2号仓库", body: "货车 限行" };
    expect(scoreOf(wide, narrow)).toBeCloseTo(1, 10);
  });

  it("hold up against empty ones", () => {
    const empty = { title: "", body: "" };
    expect(scoreOf(ROAD, empty)).toBe(0);
    expect(findDuplicatePairs([], GAZETTEER)).toEqual([]);
    expect(proposeDuplicates(empty, [empty], backgroundOf([empty]), GAZETTEER, 5)).toEqual([]);
  });
});

describe("the same words about another town", () => {
  const about = (place: string): Text => ({
    title: `希望${place}城区增加冷链货车通行证`,
    body: `${place}城区白天限行，冷链货车无法送货，希望根据不同时段发放通行证。`,
  });

  it.each([
    ["枝江市", "宜都市"],
    ["枝江", "宜都市"],
    ["枝江市", "宜昌市"],
    ["长阳", "枝江市"],
    ["董市镇", "安福寺镇"],
    ["A7县", "A市"],
    ["K2区", "K3区"],
  ])("are another matter: %s and %s", (here, there) => {
    expect(speakOfDifferentPlaces(about(here), about(there), GAZETTEER)).toBe(true);
    expect(findDuplicatePairs([...OTHERS, about(here), about(there)], GAZETTEER)).toEqual([]);
  });

  it("are one matter where the town is the same, shortly named or not named", () => {
    for (const [here, there] of [
      ["枝江市", "枝江"],
      ["枝江市", ""],
      ["高新技术企业园", "枝江市"],
    ] as const)
      expect(speakOfDifferentPlaces(about(here), about(there), GAZETTEER)).toBe(false);
  });
});

describe("the best proposals", () => {
  /** Every candidate weighed, the way the decision record states it. */
  function plainly(text: Text, candidates: readonly Text[], most: number) {
    const background = backgroundOf([...OTHERS, ...candidates]);
    const own = vectorOf(text, background);
    const weightiest = [...own].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 16);
    return candidates
      .map((other, candidate) => ({ candidate, other, score: similarity(own, vectorOf(other, background)) }))
      .filter(({ other, score }) => {
        const whole = `${other.title} ${other.body}`.normalize("NFKC").toLowerCase();
        const shared = weightiest.filter(([gram]) => whole.includes(gram)).length;
        return shared >= 2 && score >= PROBABLE_DUPLICATE && !speakOfDifferentPlaces(text, other, GAZETTEER);
      })
      .sort((a, b) => b.score - a.score || a.candidate - b.candidate)
      .slice(0, most)
      .map(({ candidate, score }) => ({ candidate, score }));
  }

  const piece = fc.constantFrom(
    ...[
      "沿江大道",
      "货车限行",
      "冷链货车",
      "办理通行证",
      "枝江市",
      "宜都",
      "董市镇",
      "Ａ7县",
      "A7县",
      "停电",
      "，",
    ],
    ...[
      "ΑΣ",
      "ℌ2仓库",
      "h2仓库",
      "𠮷野家",
      "ﬁ",
      "  ",
      "é",
      "e\u0301",
      "İi",
      "拖欠工程款",
      "工程",
      "款款款款",
    ],
  );
  const text = fc.record({
    title: fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")),
    body: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
  });

  it("are the same as if every candidate were weighed", () => {
    let found = 0;
    fc.assert(
      fc.property(
        text,
        fc.array(text, { maxLength: 30 }),
        fc.integer({ min: 1, max: 6 }),
        (own, others, most) => {
          const expected = plainly(own, others, most);
          found += expected.length;
          const background = backgroundOf([...OTHERS, ...others]);
          expect(proposeDuplicates(own, others, background, GAZETTEER, most)).toEqual(expected);
        },
      ),
      { numRuns: 2_000 },
    );
    expect(found).toBeGreaterThan(1_000);
  });
});
