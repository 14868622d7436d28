import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { judgeAccess } from "#app/domain/access/policy.ts";
import { ROLES } from "#app/domain/access/roles.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { ladderNumbers } from "#app/domain/supervision/rehearsal.ts";
import { draftLetter } from "#app/features/letters/draft-letter.command.server.ts";
import { openMatter } from "#app/features/matters/open-matter.command.server.ts";
import { openRehearsal } from "#app/features/rules/open-rehearsal.command.server.ts";
import { listHandlers } from "#app/http/walk-handlers.server.ts";
import { faultOf, type HostilePost, requestOf } from "#tests/support/hostile/forms.ts";
import { openMessageDesk } from "#tests/support/message-desk.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { loadTestBuild, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

const FULL = process.env.LIAISON_FULL === "1";

let served: ServedOffice;
let build: ServerBuild;
let records: Record<string, string | number>;

const must = <T>(made: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

beforeAll(async () => {
  build = await loadTestBuild();
  served = await serveOffice(build);
  const { office } = served;
  const desk = deskOf(office);
  const city = office.ctx("city");
  const issueId = await desk.handled();
  const sent = await (await openMessageDesk(office)).mustSend();
  const { answerDays, days } = DEFAULT_DEADLINE_POLICY;
  const draft = {
    deadlines: { answerDays: { ...answerDays, ordinary: 5 }, days },
    ladder: ladderNumbers(DEFAULT_LADDER_POLICY),
    calendar: null,
  };
  const matter = { title: "停电", reason: "多家企业反映停电", issueId: [issueId, await desk.dispatched()] };
  records = {
    ":firmId": office.firms.shop,
    ":deputyId": office.deputies.deputy,
    ":issueId": issueId,
    ":messageId": sent.messageId,
    ":token": sent.token,
    ":letterId": must(await draftLetter(city, randomUUID(), { issueId })).letterId,
    ":matterId": must(await openMatter(city, randomUUID(), matter)).matterId,
    ":rehearsalId": must(await openRehearsal(city, randomUUID(), { purpose: "预演", draft })).rehearsalId,
  };
});
afterAll(() => served?.close());

const UNKNOWN: [string, string][] = [
  ["command", "no_such"],
  ["intent", "no_such"],
  ["reviewId", "2000000000"],
];
/** Bodies of which no form can be told: its command is not known, or can't be read at all. */
const BODIES: Record<string, HostilePost> = {
  "an unknown command": { fields: UNKNOWN, packing: "urlencoded" },
  "an empty body": { fields: [], packing: "empty" },
  "a body cut short": { fields: UNKNOWN, packing: "cut_short" },
  "a body of another kind": { fields: UNKNOWN, packing: "json" },
  "too large a body": { fields: [["reason", "字".repeat(100_000)]], packing: "urlencoded" },
};

it.each(Object.entries(BODIES))("no page refuses %s without a sentence", async (_name, sent) => {
  const silent: string[] = [];
  let asked = 0;
  for (const entry of listHandlers(build)) {
    if (entry.kind !== "action" || build.routes[entry.routeId]?.module.default === undefined) continue;
    const parts = entry.path.match(/:\w+/g) ?? [];
    if (parts.some((part) => records[part] === undefined)) continue;
    const path = entry.path.replace(/:\w+/g, (part) => String(records[part]));
    const index = entry.routeId.endsWith("_index") ? "?index" : "";
    const callers = ROLES.filter(
      (role) => judgeAccess({ kind: "person", role } as never, entry.policy!) === "pass",
    );
    for (const caller of callers) {
      const { body, type } = requestOf(sent);
      const response = await served.ask(caller, path + index, {
        method: "POST",
        body,
        headers: { "Content-Type": type, "Sec-Fetch-Site": "same-origin", Origin: served.origin },
      });
      const text = await response.text();
      asked++;
      const fault = faultOf(response.status, response.headers.get("content-type") ?? "", text);
      // Whoever may act on some records but not see this one gets the page for that, which has words of its own.
      const isUnseen = response.status < 500 && text.includes('class="p-main fault"');
      if (fault !== null && response.status !== 404 && !isUnseen) silent.push(`${caller} ${path}: ${fault}`);
      if (response.status !== 404 && !FULL) break;
    }
  }
  expect(asked).toBeGreaterThan(20);
  expect(silent).toEqual([]);
});
