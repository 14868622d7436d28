import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LogContactForm } from "#app/features/contacts/contact.schema.ts";
import { addToContact, correctContact } from "#app/features/contacts/correct-contact.command.server.ts";
import { getContact } from "#app/features/contacts/get-contact.query.server.ts";
import { listContacts } from "#app/features/contacts/list-contacts.query.server.ts";
import { getToday } from "#app/features/contacts/list-my-firms.query.server.ts";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { openContactForm } from "#app/features/contacts/open-contact-form.query.server.ts";
import { reviewOutcome } from "#app/features/contacts/review-outcome.command.server.ts";
import { withdrawContact } from "#app/features/contacts/withdraw-contact.command.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const HOUR = 3_600_000;

function form(extra: Partial<LogContactForm> = {}): LogContactForm & { source: "phone" | "desk" } {
  return {
    contactId: crypto.randomUUID(),
    firmId: [office.firms.shop],
    otherFirm: "",
    withDeputies: "",
    kind: "visit",
    outcome: "met",
    happenedOn: "2026-11-24",
    place: "",
    topics: [],
    peopleMet: "",
    internalNote: "谈了生产情况",
    firmNote: "",
    findingTitle: "",
    findingWords: "",
    findingShielded: false,
    source: "phone",
    ...extra,
  };
}

function log(who: PersonName, extra: Partial<LogContactForm> = {}) {
  return logContact(office.ctx(who), form(extra), raiseFinding(office.ctx(who)));
}

async function mustLog(who: PersonName, extra: Partial<LogContactForm> = {}) {
  const logged = await log(who, extra);
  if (!logged.ok) throw new Error(`${logged.error.code} ${JSON.stringify(logged.error.facts)}`);
  return logged.value;
}

async function pairOf(firmId: number) {
  const [row] = await office.owner<{ last: string | null; due: string | null }[]>`
    select last_contact_on::text as last, contact_due_on::text as due from pairings where firm_id = ${firmId} and ended_on is null`;
  return row!;
}

describe("logging a contact", () => {
  it("stores one contact and gives equal answers when it is sent twenty times at once", async () => {
    const sent = form();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        logContact(office.ctx("deputy"), sent, raiseFinding(office.ctx("deputy"))),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.ok).toBe(true);
    const [row] =
      await office.owner`select count(*)::int as n from contacts where contact_id = ${sent.contactId}`;
    expect(row!.n).toBe(1);
  });

  it("moves the pair's due day by the cadence, or to the visit agreed before it", async () => {
    await mustLog("deputy", { firmId: [office.firms.mill] });
    expect(await pairOf(office.firms.mill)).toEqual({ last: "2026-11-24", due: "2027-02-22" });
    await mustLog("deputy", { firmId: [office.firms.mill], nextVisitOn: "2026-12-10" });
    expect(await pairOf(office.firms.mill)).toEqual({ last: "2026-11-24", due: "2026-12-10" });
  });

  it("credits every deputy and firm of a joint visit", async () => {
    const { contactId } = await mustLog("deputy", {
      firmId: [office.firms.shop, office.firms.mill],
      otherFirm: "夷陵测试农场",
      withDeputies: "D2",
    });
    const found = await getContact(office.ctx("colleague"), contactId);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.firms).toHaveLength(3);
    expect(found.value.deputies.map((one) => one.name)).toEqual(["deputy", "colleague"]);
    expect((await pairOf(office.firms.farm)).last).toBe("2026-11-24");
  });

  it("may name any firm, and tells that firm's own deputy", async () => {
    await mustLog("deputy", { firmId: [], otherFirm: "91420583ma00000005" });
    const notices = await office.owner`
      select n.kind from notices n join deputies d on d.user_id = n.recipient_user_id where d.name = 'stranger'`;
    expect(notices.map((one) => one.kind)).toEqual(["contact.by_other"]);
    const today = await getToday(
      office.ctx("stranger"),
      office.ctx("stranger").actor as Parameters<typeof getToday>[1],
    );
    expect(today.waiting.map((one) => one.kind)).toEqual(["contact.by_other"]);
  });

  it("refuses a firm that was ticked outside one's own pairs in the same words as one that does not exist", async () => {
    for (const firmId of [office.firms.far, 2_000_000_000]) {
      const logged = await log("deputy", { firmId: [firmId] });
      expect(logged.ok ? "" : logged.error.code).toBe("contact.firm_not_yours");
    }
  });

  it("names both when a clerk records for a deputy", async () => {
    const nobody = await log("clerk");
    expect(nobody.ok ? "" : nobody.error.code).toBe("contact.no_deputy");
    const { contactId } = await mustLog("clerk", { withDeputies: "deputy" });
    const found = await getContact(office.ctx("officer"), contactId);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value).toMatchObject({ recordedBy: "clerk", recordedAs: "station_clerk" });
    expect(found.value.deputies.map((one) => one.name)).toEqual(["deputy"]);
  });

  it.each([
    [{ happenedOn: "2026-11-25" }, "contact.in_the_future"],
    [{ happenedOn: "2025-01-01" }, "contact.too_long_ago"],
    [{ nextVisitOn: "2026-11-24" }, "contact.visit_not_ahead"],
    [{ internalNote: "" }, "contact.nothing_written"],
    [{ firmId: [] }, "contact.no_firm"],
    [{ firmId: [], otherFirm: "没有这家", findingTitle: "停电" }, "contact.finding_needs_firm"],
    [{ withDeputies: "没有此人" }, "contact.deputy_unknown"],
  ])("refuses %j with %s and stores nothing", async (extra, code) => {
    const sent = form(extra);
    const logged = await logContact(office.ctx("deputy"), sent, raiseFinding(office.ctx("deputy")));
    expect(logged.ok ? "" : logged.error.code).toBe(code);
    expect(await office.owner`select 1 from contacts where contact_id = ${sent.contactId}`).toHaveLength(0);
  });

  it("undoes the contact when its finding can't be raised", async () => {
    const sent = form({ findingTitle: "停电" });
    const failing = async () => ({ ok: false as const, error: { code: "common.busy" as const, facts: {} } });
    const logged = await logContact(office.ctx("deputy"), sent, failing);
    expect(logged.ok).toBe(false);
    expect(await office.owner`select 1 from contacts where contact_id = ${sent.contactId}`).toHaveLength(0);
    expect((await log("deputy", sent)).ok).toBe(true);
  });
});

describe("an unsuccessful visit", () => {
  it("pauses what is due until the township officer has looked", async () => {
    const { contactId } = await mustLog("deputy", {
      firmId: [office.firms.forge],
      outcome: "not_found",
      internalNote: "",
    });
    expect((await pairOf(office.firms.forge)).due).toBeNull();
    const key = crypto.randomUUID();
    const own = await reviewOutcome(office.ctx("deputy"), key, { contactId, version: 1, review: "resume" });
    expect(own.ok ? "" : own.error.code).toBe("common.not_found");
    const looked = await reviewOutcome(office.ctx("officer"), key, {
      contactId,
      version: 1,
      review: "resume",
    });
    expect(looked.ok).toBe(true);
    expect((await pairOf(office.firms.forge)).due).not.toBeNull();
    const again = await reviewOutcome(office.ctx("clerk"), crypto.randomUUID(), {
      contactId,
      version: 1,
      review: "leave_alone",
    });
    expect(again.ok ? "" : again.error.code).toBe("contact.outcome_not_open");
  });
});

describe("correcting and undoing", () => {
  it("keeps the former wording, and after 24 hours only adds", async () => {
    const { contactId } = await mustLog("deputy");
    const wording = {
      kind: "visit" as const,
      place: "",
      topics: [],
      peopleMet: "",
      firmNote: "",
      internalNote: "谈了用工",
    };
    const first = await correctContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId,
      version: 1,
      ...wording,
    });
    expect(first).toEqual({ ok: true, value: { contactId, version: 2 } });
    const stale = await correctContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId,
      version: 1,
      ...wording,
    });
    expect(stale.ok ? "" : stale.error.code).toBe("common.conflict");
    office.advance(25 * HOUR);
    const late = await correctContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId,
      version: 2,
      ...wording,
      internalNote: "全改了",
    });
    expect(late.ok ? "" : late.error.code).toBe("contact.only_additions");
    const added = await addToContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId,
      version: 2,
      addition: "补一句",
      forFirm: false,
    });
    expect(added.ok).toBe(true);
    office.advance(-25 * HOUR);
    const found = await getContact(office.ctx("deputy"), contactId);
    if (!found.ok) throw new Error(found.error.code);
    expect(found.value.internalNote).toBe("谈了用工\n\n补一句");
    expect(found.value.revisions.map((one) => one.former.internalNote)).toEqual(["谈了用工", "谈了生产情况"]);
  });

  it("gives the due day back when the contact is undone, and refuses while its issue is open", async () => {
    const before = await pairOf(office.firms.mill);
    const { contactId } = await mustLog("deputy", { firmId: [office.firms.mill], nextVisitOn: "2026-11-25" });
    expect((await pairOf(office.firms.mill)).due).toBe("2026-11-25");
    const undone = await withdrawContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId,
      version: 1,
    });
    expect(undone.ok).toBe(true);
    expect(await pairOf(office.firms.mill)).toMatchObject({ last: before.last });
    expect((await pairOf(office.firms.mill)).due).not.toBe("2026-11-25");

    const withIssue = await mustLog("deputy", { findingTitle: "缺人" });
    const refused = await withdrawContact(office.ctx("deputy"), crypto.randomUUID(), {
      contactId: withIssue.contactId,
      version: 1,
    });
    expect(refused.ok ? "" : refused.error).toMatchObject({
      code: "contact.has_issue",
      facts: { number: withIssue.issue!.number },
    });
  });
});

describe("reading contacts", () => {
  it("shows the firm what is meant for it and nothing else", async () => {
    const { contactId } = await mustLog("deputy", {
      internalNote: "金丝雀内部备注",
      firmNote: "谢谢接待",
      peopleMet: "金丝雀先生",
    });
    const seen = await getContact(office.ctx("firm"), contactId);
    if (!seen.ok) throw new Error(seen.error.code);
    expect(seen.value.firmNote).toBe("谢谢接待");
    expect(JSON.stringify(seen.value)).not.toContain("金丝雀");
    const list = await listContacts(office.ctx("firm"), { firmId: office.firms.shop }, {});
    expect(JSON.stringify(list)).not.toContain("金丝雀");
    for (const who of ["stranger", "otherCounty", "handler"] as const) {
      const hidden = await getContact(office.ctx(who), contactId);
      expect([who, hidden.ok ? "" : hidden.error.code]).toEqual([who, "common.not_found"]);
    }
  });

  it("pages by keys without losing or repeating a contact", async () => {
    const seen: number[] = [];
    let after: number | undefined;
    for (;;) {
      const page = await listContacts(office.ctx("city"), { firmId: office.firms.shop }, { after }, 2);
      seen.push(...page.rows.map((row) => row.contactNo));
      if (!page.hasNext) break;
      after = page.rows.at(-1)!.contactNo;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const [all] = await office.owner`
      select count(*)::int as n from contact_firms cf join contacts c using (contact_id)
      where cf.firm_id = ${office.firms.shop} and c.withdrawn_at is null`;
    expect(seen).toHaveLength(all!.n);
  });

  it("opens the form with the wanted firm, else the one most overdue", async () => {
    const deputy = office.ctx("deputy").actor as Parameters<typeof openContactForm>[1];
    const opened = await openContactForm(office.ctx("deputy"), deputy, office.firms.forge);
    expect(opened.chosenFirmId).toBe(office.firms.forge);
    expect(opened.firms).toHaveLength(3);
    const far = await openContactForm(office.ctx("deputy"), deputy, office.firms.far);
    expect(far.firms.map((one) => one.firmId)).not.toContain(office.firms.far);
  });
});
