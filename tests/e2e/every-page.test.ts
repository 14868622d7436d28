import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Locale } from "#app/i18n/locale.ts";
import type { PersonaKey } from "#db/seed/world/cast.ts";
import { launchBrowser, openScreen, seriousFaults } from "#tests/support/browser.ts";
import { loadTestBuild } from "#tests/support/served-office.ts";
import { type ServedWorld, serveWorld } from "#tests/support/served-world.ts";

/** Who looks at a page and by which address; with `follow` through the first links whose addresses fit, page after page. */
type Visit = { as: PersonaKey | "anonymous"; at: string; follow?: RegExp[] };

/** Every page of the program, as those see it for whom it is made. A page that is not listed turns the first test red. */
const PAGES: Record<string, Visit[]> = {
  "routes/$": [
    { as: "anonymous", at: "/nowhere" },
    { as: "deputy", at: "/nowhere" },
  ],
  "routes/login": [{ as: "anonymous", at: "/login" }],
  "routes/activate.$token": [{ as: "anonymous", at: "/activate/:invitation" }],
  "routes/_desk.today": [{ as: "deputy", at: "/today" }],
  "routes/contacts.new": [
    { as: "deputy", at: "/contacts/new" },
    { as: "station_clerk", at: "/contacts/new" },
  ],
  "routes/contacts.$contactId": [
    { as: "deputy", at: "/today", follow: [/^\/firms\/\d+$/, /^\/contacts\/[0-9a-f-]{36}$/] },
  ],
  "routes/issues.new": [
    { as: "deputy", at: "/issues/new" },
    { as: "firm_representative", at: "/issues/new" },
  ],
  "routes/_desk.issues._index": [
    { as: "firm_representative", at: "/issues" },
    { as: "handler", at: "/issues" },
  ],
  "routes/_desk.issues.$issueId": [
    { as: "firm_representative", at: "/issues", follow: [/^\/issues\/\d+$/] },
    { as: "handler", at: "/issues", follow: [/^\/issues\/\d+$/] },
    { as: "county_supervisor", at: "/issues?set=to_triage", follow: [/^\/issues\/\d+$/] },
  ],
  "routes/_desk.issues.bulk": [
    { as: "county_supervisor", at: "/issues/bulk?matching=yes&filters=set%3Dopen" },
    { as: "county_dispatcher", at: "/issues/bulk?matching=yes&filters=set%3Dto_assign" },
  ],
  "routes/_desk.issues.transfer-list": [
    { as: "county_supervisor", at: "/issues/transfer-list?matching=yes&filters=set%3Dto_assign" },
  ],
  "routes/_desk.issues.answers": [{ as: "handler", at: "/issues/answers" }],
  "routes/_desk.issues.figures": [
    { as: "handler", at: "/issues/figures" },
    { as: "county_dispatcher", at: "/issues/figures" },
  ],
  "routes/_desk.issues.views": [{ as: "handler", at: "/issues/views?filters=set%3Doverdue" }],
  "routes/_desk.notices": [
    { as: "post_holder", at: "/notices" },
    { as: "security_administrator", at: "/notices" },
  ],
  "routes/_desk.desk._index": [
    { as: "county_supervisor", at: "/desk" },
    { as: "auditor", at: "/desk?set=gate_open" },
    { as: "city_supervisor", at: "/desk?set=level_1" },
  ],
  "routes/_desk.desk.bulk": [
    { as: "county_supervisor", at: "/desk/bulk" },
    { as: "city_supervisor", at: "/desk/bulk?intent=decide_level&issueId=1&issueId=2&issueId=3" },
  ],
  "routes/_desk.letters._index": [
    { as: "county_supervisor", at: "/letters" },
    { as: "handler", at: "/letters?list=all" },
  ],
  "routes/_desk.letters.$letterId": [
    { as: "city_supervisor", at: "/letters?list=draft", follow: [/^\/letters\/\d+$/] },
    { as: "city_supervisor", at: "/letters?list=replied", follow: [/^\/letters\/\d+$/] },
  ],
  "routes/_desk.matters._index": [
    { as: "city_supervisor", at: "/matters?similar=yes" },
    { as: "handler", at: "/matters" },
  ],
  "routes/_desk.matters.new": [{ as: "city_supervisor", at: "/matters/new?issueId=1&issueId=2&issueId=3" }],
  "routes/_desk.matters.$matterId": [{ as: "city_supervisor", at: "/matters", follow: [/^\/matters\/\d+$/] }],
  "routes/_desk.closures": [{ as: "city_supervisor", at: "/closures" }],
  "routes/_desk.channels": [{ as: "system_administrator", at: "/channels" }],
  "routes/notice-settings": [{ as: "handler", at: "/notice-settings" }],
  "routes/_desk.rules._index": [
    { as: "city_supervisor", at: "/rules" },
    { as: "system_administrator", at: "/rules" },
  ],
  // The world has rehearsed nothing; the journey of supervision looks at the page with the same eyes.
  "routes/_desk.rules.$rehearsalId": [],
  "routes/_desk.plans._index": [{ as: "city_supervisor", at: "/plans" }],
  "routes/_desk.plans.$planId._index": [{ as: "city_supervisor", at: "/plans", follow: [/^\/plans\/\d+$/] }],
  "routes/_desk.plans.compare": [{ as: "city_supervisor", at: "/plans/compare?a=1&b=2" }],
  "routes/_desk.plans.whatif": [{ as: "county_supervisor", at: "/plans/whatif" }],
  "routes/_desk.plans.term": [
    { as: "county_supervisor", at: "/plans/term" },
    { as: "city_supervisor", at: "/plans/term" },
  ],
  "routes/_desk.plans.policy": [
    { as: "city_supervisor", at: "/plans/policy?curve=yes" },
    { as: "county_supervisor", at: "/plans/policy" },
  ],
  "routes/_desk.pairing-health._index": [
    { as: "city_supervisor", at: "/pairing-health" },
    { as: "county_supervisor", at: "/pairing-health" },
  ],
  "routes/_desk.pairing-health.firms": [
    { as: "city_supervisor", at: "/pairing-health", follow: [/^\/pairing-health\/firms\?set=overdue/] },
  ],
  "routes/_desk.firms._index": [
    { as: "deputy", at: "/firms" },
    { as: "city_supervisor", at: "/firms" },
  ],
  "routes/_desk.firms.$firmId": [
    { as: "deputy", at: "/firms", follow: [/^\/firms\/\d+$/] },
    { as: "county_supervisor", at: "/firms", follow: [/^\/firms\/\d+$/] },
  ],
  "routes/_desk.firms.bulk": [{ as: "county_supervisor", at: "/firms/bulk" }],
  "routes/_desk.firms.export": [{ as: "county_supervisor", at: "/firms/export" }],
  "routes/_desk.deputies._index": [{ as: "city_supervisor", at: "/deputies" }],
  "routes/_desk.deputies.$deputyId": [
    { as: "city_supervisor", at: "/deputies", follow: [/^\/deputies\/\d+$/] },
  ],
  // The world has no draft and no handover; the journey of the pairing programme looks at them with the same eyes.
  "routes/_desk.plans.$planId.firms.$firmId": [],
  "routes/_desk.pairs.$firmId": [
    { as: "deputy", at: "/firms", follow: [/^\/firms\/\d+$/, /^\/pairs\/\d+$/] },
    { as: "county_supervisor", at: "/firms", follow: [/^\/firms\/\d+$/, /^\/pairs\/\d+$/] },
  ],
  "routes/_desk.handovers._index": [
    { as: "deputy", at: "/handovers" },
    { as: "county_supervisor", at: "/handovers" },
  ],
  "routes/_desk.handovers.$handoverId": [],
  "routes/_desk.visits": [
    { as: "station_clerk", at: "/visits" },
    { as: "county_supervisor", at: "/visits?list=review" },
  ],
  "routes/_desk.corrections": [
    { as: "station_clerk", at: "/corrections" },
    { as: "county_supervisor", at: "/corrections?show=decided" },
  ],
  "routes/_desk.help-line": [{ as: "system_administrator", at: "/help-line" }],
  "routes/_desk.themes": [
    { as: "county_supervisor", at: "/themes" },
    { as: "city_supervisor", at: "/themes" },
  ],
  "routes/talk.$firmId": [{ as: "deputy", at: "/today", follow: [/^\/talk\/\d+$/] }],
  "routes/calendar._index": [{ as: "deputy", at: "/calendar" }],
  "routes/_desk.care": [{ as: "station_clerk", at: "/care" }],
  "routes/_desk.requests": [{ as: "county_supervisor", at: "/requests" }],
  "routes/_desk.my-liaison": [{ as: "firm_representative", at: "/my-liaison" }],
  "routes/q.$code": [{ as: "anonymous", at: "/q/:code" }],
  // Nobody but the sender knows a status link; the journey of messages looks at the page with the same eyes.
  "routes/s.$token": [],
  "routes/_desk.messages._index": [
    { as: "deputy", at: "/messages" },
    { as: "county_supervisor", at: "/messages?list=all" },
  ],
  "routes/_desk.messages.$messageId": [
    { as: "deputy", at: "/messages", follow: [/^\/messages\/\d+$/] },
    { as: "city_supervisor", at: "/messages", follow: [/^\/messages\/\d+$/] },
  ],
  "routes/_desk.codes._index": [
    { as: "deputy", at: "/codes" },
    { as: "county_supervisor", at: "/codes" },
  ],
  "routes/codes.$codeId": [{ as: "deputy", at: "/codes", follow: [/^\/codes\/\d+$/] }],
  "routes/_desk.access.$firmId": [
    { as: "deputy", at: "/firms", follow: [/^\/firms\/\d+$/, /^\/access\/\d+$/] },
  ],
  "routes/_desk.cards": [
    { as: "township_officer", at: "/cards" },
    { as: "city_supervisor", at: "/cards" },
  ],
  "routes/_desk.my-firm": [{ as: "firm_representative", at: "/my-firm" }],
  "routes/_desk.pressure": [{ as: "city_supervisor", at: "/pressure" }],
  "routes/_desk.duty-file": [
    { as: "deputy", at: "/duty-file" },
    { as: "county_supervisor", at: "/deputies", follow: [/^\/deputies\/\d+$/, /^\/duty-file\?deputy=\d+$/] },
  ],
  "routes/_desk.imports._index": [{ as: "system_administrator", at: "/imports" }],
  "routes/_desk.imports.$importId._index": [
    { as: "system_administrator", at: "/imports", follow: [/^\/imports\/\d+$/] },
  ],
};

type Look = { locale: Locale; scheme: "light" | "dark"; width: 390 | 1440; text: "0" | "2" };
/** The two that differ in everything; the full run adds the rest. */
const LOOKS: Look[] = [
  { locale: "zh-CN", scheme: "light", width: 390, text: "2" },
  { locale: "en", scheme: "dark", width: 1440, text: "0" },
];
const REST: Look[] = [
  { locale: "zh-CN", scheme: "dark", width: 1440, text: "0" },
  { locale: "en", scheme: "dark", width: 390, text: "0" },
  { locale: "en", scheme: "light", width: 1440, text: "2" },
  { locale: "zh-CN", scheme: "light", width: 1440, text: "0" },
  { locale: "zh-CN", scheme: "dark", width: 390, text: "0" },
  { locale: "en", scheme: "light", width: 390, text: "0" },
];
/** The reduced run lets axe look at each page once, at every other one in either look; it takes most of the time. */
const seesAll = process.env.LIAISON_FULL === "1";
const looks = seesAll ? [...LOOKS, ...REST] : LOOKS;
/** Roles whose fingers are thought of: what they press is at least this high on a phone, in pixels. */
const PHONE_PERSONAS = ["deputy", "firm_representative"];
const FINGER = 48;

let world: ServedWorld;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([serveWorld(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Addresses of pages that lie behind a list, found once. */
const found = new Map<string, string>();

async function addressOf(page: Page, visit: Visit): Promise<string> {
  let at = visit.at.replace(":invitation", world.invitation).replace(":code", world.code);
  const key = `${visit.as} ${at} ${visit.follow}`;
  const known = found.get(key);
  if (known) return known;
  for (const pattern of visit.follow ?? []) {
    await page.goto(at);
    const links = page.locator("main a");
    const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    const fit = hrefs.find((href) => pattern.test(href));
    if (!fit) throw new Error(`${at} shows ${visit.as} no link like ${pattern}`);
    at = fit;
  }
  found.set(key, at);
  return at;
}

/** What is wrong with the page as it stands, beside what axe says. */
async function shameOf(page: Page, fingers: boolean): Promise<string[]> {
  return page.evaluate(
    ({ fingers, finger }) => {
      const wrong: string[] = [];
      const over = document.documentElement.scrollWidth - window.innerWidth;
      if (over > 1) wrong.push(`scrolls sideways by ${over} px`);
      const key = /(?<![\w@/.-])[a-z]+(?:\.[a-zA-Z_]+){1,4}(?![\w.@/-])/.exec(document.body.innerText);
      if (key) wrong.push(`shows the key ${key[0]}`);
      if (document.querySelectorAll("h1").length !== 1) wrong.push("has not one title");
      for (const element of fingers
        ? document.querySelectorAll<HTMLElement>("main button, main select, main summary")
        : []) {
        const { width, height } = element.getBoundingClientRect();
        if (width > 0 && height > 0 && height < finger)
          wrong.push(`${element.innerText.slice(0, 20)} is ${height} px high`);
      }
      return wrong;
    },
    { fingers, finger: FINGER },
  );
}

it("lists every page of the built server", async () => {
  const build = await loadTestBuild();
  const pages = Object.values(build.routes)
    .filter((route) => route?.module.default && !["root", "routes/_desk"].includes(route.id))
    .map((route) => route?.id);
  expect(pages.sort()).toEqual(Object.keys(PAGES).sort());
});

describe.each(looks)("at $width px, $scheme, in $locale, text size $text", (look) => {
  const half = looks.indexOf(look) % 2;
  const visits = Object.values(PAGES).flat();
  const personas = [...new Set(visits.map((visit) => visit.as))];

  it.each(personas)("no page of %s has a serious fault", async (persona) => {
    const cookies = {
      ...(await world.cookiesOf(persona)),
      locale: look.locale,
      scheme: look.scheme,
      text: look.text,
    };
    const opened = await openScreen(browser, world.origin, { width: look.width, cookies });
    const { page } = opened;
    const wrong: string[] = [];
    try {
      for (const [at, visit] of visits.filter((one) => one.as === persona).entries()) {
        await page.goto(await addressOf(page, visit));
        const fingers = look.width === 390 && PHONE_PERSONAS.includes(persona);
        const shame = await shameOf(page, fingers);
        if (seesAll || at % 2 === half) wrong.push(...(await seriousFaults(page)));
        wrong.push(...shame.map((one) => `${page.url()}: ${one}`));
      }
    } finally {
      await opened.close();
    }
    expect([...wrong, ...opened.faults]).toEqual([]);
  });
});
