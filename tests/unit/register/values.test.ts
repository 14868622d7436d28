import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCapital, readSize, sizeOfCapital } from "#app/domain/register/values/capital.ts";
import { readDate } from "#app/domain/register/values/dates.ts";
import { indexDivisions } from "#app/domain/register/values/divisions.ts";
import { readLevel, readPersonName, readPhone, saysHasLeft } from "#app/domain/register/values/people.ts";
import { readSector } from "#app/domain/register/values/sectors.ts";
import { compareKey, tidy } from "#app/domain/register/values/text.ts";
import { SMALL_REFERENCE } from "#tests/support/import-reference.ts";

const divisions = indexDivisions(SMALL_REFERENCE.counties, SMALL_REFERENCE.townships);

describe("dates", () => {
  it.each([
    [41145, "2012-08-24", "day"],
    ["41145", "2012-08-24", "day"],
    [41145.5, "2012-08-24", "day"],
    [20120824, "2012-08-24", "day"],
    ["2012.8.24", "2012-08-24", "day"],
    ["2012/08/24 00:00:00", "2012-08-24", "day"],
    ["２０１２年８月２４日", "2012-08-24", "day"],
    ["二〇一二年八月二十四日", "2012-08-24", "day"],
    ["24-Aug-2012", "2012-08-24", "day"],
    ["8/24/2012", "2012-08-24", "day"],
    [{ date: "2012-08-24" }, "2012-08-24", "day"],
    ["2012-08", "2012-08-01", "month"],
    ["2012年8月", "2012-08-01", "month"],
    ["201208", "2012-08-01", "month"],
    ["2012年", "2012-01-01", "year"],
    [2012, "2012-01-01", "year"],
  ])("%j is %s, known to the %s", (cell, on, precision) => {
    expect(readDate(cell)).toEqual({ value: { on, precision }, doubt: null });
  });

  it.each(["3/4/2012", "12.8.24", 2012.1])("%j has several readings and is left alone", (cell) => {
    expect(readDate(cell)).toEqual({ value: null, doubt: "ambiguous" });
  });

  it.each(["2012-02-30", "2012-13-01", "昨天", 99, "1023-01-01", { error: "#N/A" }])(
    "%j is no date",
    (cell) => {
      expect(readDate(cell)).toEqual({ value: null, doubt: "unreadable" });
    },
  );

  it("always gives a day of the calendar, or none", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.integer()), (cell) => {
        const { value } = readDate(cell);
        if (value) expect(new Date(value.on).toISOString().slice(0, 10)).toBe(value.on);
      }),
    );
  });
});

describe("registered capital", () => {
  it.each([
    [20, null, 20, "CNY", true],
    [500000, "one", 50, "CNY", false],
    ["50万元", null, 50, "CNY", false],
    ["500,000元", "wan", 50, "CNY", false],
    ["1,000(万)", null, 1000, "CNY", false],
    ["1,000(万元)", null, 1000, "CNY", false],
    ["３００万人民币元", null, 300, "CNY", false],
    ["1.5亿", null, 15000, "CNY", false],
    ["100万美元", null, 100, "USD", false],
    ["USD 50万", null, 50, "USD", false],
    ["叁佰万元整", null, 300, "CNY", false],
  ] as const)("%j with header unit %j is %d ten thousand %s", (cell, unit, wan, currency, unitAssumed) => {
    expect(readCapital(cell, unit)).toEqual({ value: { wan, currency }, doubt: null, unitAssumed });
  });

  it("stays in doubt where commas don't group, words don't count or the sum is absurd", () => {
    expect(readCapital("10,0000000(万)", null).doubt).toBe("grouping");
    expect(readCapital("若干", null).doubt).toBe("unreadable");
    expect(readCapital(1e12, "wan").doubt).toBe("range");
    expect(readCapital("万元", null)).toEqual({ value: null, doubt: null, unitAssumed: false });
  });

  it("gives the size class at the bounds, and none for foreign money", () => {
    const sizes = [99.99, 100, 999, 1_000, 9_999, 10_000].map((wan) =>
      sizeOfCapital({ wan, currency: "CNY" }),
    );
    expect(sizes).toEqual(["micro", "small", "small", "medium", "medium", "large"]);
    expect(sizeOfCapital({ wan: 5_000, currency: "USD" })).toBeNull();
    expect([readSize("小型企业"), readSize("规上")]).toEqual(["small", null]);
  });
});

describe("places", () => {
  it.each([
    ["夷陵区", "420506"],
    ["湖北省宜昌市夷陵区", "420506"],
    ["长阳县", "420528"],
    ["五峰", "420529"],
    ["高新技术产业开发区", "GXQ"],
    ["宜昌市", null],
    ["武汉市江夏区", null],
  ])("%s names the county %s", (text, code) => expect(divisions.county(text)).toBe(code));

  it("a township found once names its county; one of another county is a conflict", () => {
    expect(divisions.place("", "小溪塔街办")).toEqual({
      countyCode: "420506",
      townshipCode: "420506001",
      doubt: null,
    });
    expect(divisions.place("当阳市", "当阳市玉泉街道办事处").townshipCode).toBe("420582001");
    expect(divisions.place("当阳市", "龙泉镇").doubt).toBe("place_conflict");
    expect(divisions.place("当阳市", "无此镇").doubt).toBe("township_unknown");
    expect(divisions.place("江夏区", "").doubt).toBe("county_unknown");
  });

  it("a road named after a county is not the county", () => {
    expect(divisions.countyAtFront("夷陵大道72号")).toBeNull();
    expect(divisions.countyAtFront("枝江市第1代表小组")).toBe("420583");
  });
});

describe("people and words", () => {
  it.each([
    ["全国人大代表", "national"],
    ["省人大代表", "provincial"],
    ["宜昌市人大代表", "city"],
    ["市级", "city"],
    ["枝江市人大代表", "county"],
    ["县（市、区）级", "county"],
    ["县市区人大代表", "county"],
    ["乡镇人大代表", "township"],
    ["代表", null],
  ])("%s is of the level %s", (text, level) => expect(readLevel(text, divisions)).toBe(level));

  it("keeps the hint that tells namesakes apart, and closes the gap in a name", () => {
    expect(readPersonName("示例名（当阳）")).toEqual({ name: "示例名", hint: "当阳" });
    expect(readPersonName("示　例名").name).toBe("示例名");
  });

  it("reads phones in every dress and doubts the rest", () => {
    expect(readPhone("+86 100-1234-5678")).toEqual({ phone: "10012345678", doubt: null });
    expect(readPhone("0717 6123456").phone).toBe("0717-6123456");
    expect(readPhone("10012345678、10087654321")).toEqual({ phone: "10012345678", doubt: "several" });
    expect(readPhone("12345").doubt).toBe("invalid");
  });

  it("believes a departure only where it is said to have happened", () => {
    expect([saysHasLeft("9月已调离，待补"), saysHasLeft("拟调离"), saysHasLeft("")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("finds the section by letter, code or name", () => {
    const sectors = SMALL_REFERENCE.sectors;
    const found = ["C", "C13", "制造业", "5211", "批发业", "K", "不详"].map((text) =>
      readSector(text, sectors),
    );
    expect(found).toEqual(["C", "C", "C", "F", "F", "K", null]);
  });

  it("compares names without regard to width, brackets and blanks, and keeps rare characters", () => {
    expect(compareKey("来可（武汉）酒店 管理有限公司")).toBe(compareKey("来可(武汉)酒店管理有限公司"));
    expect(tidy("　宜昌　𬭚材ＡＢＣ１２ ")).toBe("宜昌𬭚材ABC12");
  });
});
