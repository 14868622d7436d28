import { afterAll, beforeAll, expect, it } from "vitest";
import {
  endCalendarLink,
  makeCalendarLink,
} from "#app/features/contacts/calendar/calendar-link.command.server.ts";
import { calendarLinkSince, getCalendar } from "#app/features/contacts/calendar/get-calendar.query.server.ts";
import type { LogContactForm } from "#app/features/contacts/contact.schema.ts";
import { getContact } from "#app/features/contacts/get-contact.query.server.ts";
import { listVisits } from "#app/features/contacts/lists/list-visits.query.server.ts";
import { nameFirm } from "#app/features/contacts/lists/name-firm.command.server.ts";
import type { VisitList } from "#app/features/contacts/lists/visit-lists.ts";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { reviewOutcome } from "#app/features/contacts/review-outcome.command.server.ts";
import { setCadence } from "#app/features/contacts/set-cadence.command.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { calendarFile } from "#app/platform/calendar-file.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function visit(extra: Partial<LogContactForm>) {
  const form = {
    contactId: crypto.randomUUID(),
    firmId: [],
    otherFirm: "",
    withDeputies: "",
    kind: "visit" as const,
    outcome: "met" as const,
    happenedOn: "2026-11-24",
    place: "",
    topics: [],
    peopleMet: "",
    internalNote: "看了看",
    firmNote: "",
    findingTitle: "",
    findingWords: "",
    findingShielded: false,
    source: "phone" as const,
    ...extra,
  };
  const logged = await logContact(office.ctx("deputy"), form, raiseFinding(office.ctx("deputy")));
  if (!logged.ok) throw new Error(logged.error.code);
  return logged.value.contactId;
}

const listed = (who: PersonName, list: VisitList) => listVisits(office.ctx(who), list, {});
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? "done" : result.error.code;

async function dueOf(firmId: number): Promise<string | null> {
  const [row] = await office.owner<{ due: string | null }[]>`
    select contact_due_on::text as due from pairings where firm_id = ${firmId} and ended_on is null`;
  return row!.due;
}

it("a visit in vain stops what is due and waits for the township until somebody has looked", async () => {
  const { shop } = office.firms;
  const contactId = await visit({ firmId: [shop], outcome: "moved", internalNote: "" });
  expect(await dueOf(shop)).toBeNull();
  const waiting = await listed("officer", "review");
  expect(waiting.rows).toMatchObject([
    { contactId, outcome: "moved", firms: ["夷陵测试商店"], deputies: ["deputy"] },
  ]);
  expect((await listed("county", "review")).total.count).toBe(1);
  expect((await listed("otherCounty", "review")).rows).toEqual([]);
  await reviewOutcome(office.ctx("officer"), crypto.randomUUID(), {
    contactId,
    version: 1,
    review: "resume",
  });
  expect((await listed("officer", "review")).rows).toEqual([]);
  expect(await dueOf(shop)).not.toBeNull();
});

it("a firm that the register does not know is recorded as typed, found by the clerk, and its own deputy is told", async () => {
  const contactId = await visit({ otherFirm: "夷陵测试农庄" });
  expect((await listed("clerk", "unknown")).rows).toMatchObject([{ contactId, firms: ["夷陵测试农庄"] }]);
  expect((await listed("otherCounty", "unknown")).rows).toEqual([]);
  const page = await getContact(office.ctx("clerk"), contactId);
  expect(page.ok && page.value.may.nameFirm).toBe(true);
  const say = (who: PersonName, firm: string | null, version = 1) =>
    nameFirm(office.ctx(who), crypto.randomUUID(), { contactId, version, firm });
  expect(codeOf(await say("deputy", "夷陵测试农场"))).toBe("common.not_found");
  expect(codeOf(await say("clerk", "没有这家"))).toBe("contact.firm_unknown");
  expect(codeOf(await say("clerk", "夷陵测试农场"))).toBe("done");
  expect(codeOf(await say("clerk", null, 2))).toBe("contact.firm_settled");
  expect((await listed("clerk", "unknown")).rows).toEqual([]);
  const named = await getContact(office.ctx("colleague"), contactId);
  expect(named.ok && named.value).toMatchObject({
    namedFirm: "夷陵测试农庄",
    firms: [{ name: "夷陵测试农场" }],
  });
  const told = await office.owner`
    select n.kind from notices n join deputies d on d.user_id = n.recipient_user_id where d.name = 'colleague'`;
  expect(told.map((one) => one.kind)).toEqual(["contact.by_other"]);
});

it("a calendar link shows what is due to whoever has it, until the deputy makes another or ends it", async () => {
  const make = async () => {
    const made = await makeCalendarLink(office.ctx("deputy"));
    if (!made.ok) throw new Error(made.error.code);
    return made.value.token;
  };
  const shown = (token: string) => getCalendar(office.ctx("system"), token);
  const first = await make();
  const calendar = await shown(first);
  expect(calendar?.visits.map((one) => one.firm)).toContain("夷陵测试商店");
  const second = await make();
  expect(await shown(first)).toBeUndefined();
  expect(await shown(second)).toBeDefined();
  expect(await calendarLinkSince(office.ctx("deputy"))).not.toBeNull();
  await endCalendarLink(office.ctx("deputy"));
  expect(await shown(second)).toBeUndefined();
  expect(codeOf(await makeCalendarLink(office.ctx("clerk")))).toBe("common.forbidden");
  const [day] = calendar!.visits;
  const file = calendarFile(
    "走访",
    [{ id: "1", day: day!.shownOn, title: day!.firm, body: "" }],
    calendar!.now,
  );
  expect(file).toContain(`DTSTART;VALUE=DATE:${day!.shownOn.replaceAll("-", "")}`);
});

it("a firm's own target moves what is due; a pair past its day is listed for its offices, the oldest first", async () => {
  const { mill, forge } = office.firms;
  await visit({ firmId: [mill, forge], happenedOn: "2026-10-20" });
  expect(await dueOf(mill)).toBe("2027-01-18");
  const set = (firmId: number, cadenceDays: number | null, version: number) =>
    setCadence(office.ctx("county"), crypto.randomUUID(), { firmId, version, cadenceDays });
  expect(codeOf(await set(mill, 14, 1))).toBe("done");
  expect(codeOf(await set(forge, 7, 1))).toBe("done");
  expect(codeOf(await set(forge, 30, 1))).toBe("common.conflict");
  expect(
    codeOf(
      await setCadence(office.ctx("otherCounty"), crypto.randomUUID(), {
        firmId: mill,
        version: 2,
        cadenceDays: 7,
      }),
    ),
  ).toBe("common.not_found");
  const late = await listed("county", "overdue");
  expect(late.rows).toMatchObject([
    { firmId: forge, dueOn: "2026-10-27", daysLate: 28, deputy: "deputy" },
    { firmId: mill, dueOn: "2026-11-03", daysLate: 21 },
  ]);
  expect(late.counts.overdue).toEqual({ count: 2, atLeast: false });
  expect((await listed("otherCounty", "overdue")).rows).toEqual([]);
  await set(mill, null, 2);
  expect(await dueOf(mill)).toBe("2027-01-18");
});
