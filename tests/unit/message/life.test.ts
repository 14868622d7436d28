import { describe, expect, it } from "vitest";
import { ANONYMOUS, type PersonActor, SYSTEM } from "#app/domain/access/actor.ts";
import { ROLES, type Role } from "#app/domain/access/roles.ts";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { messageClockRows } from "#app/domain/message/clock-rows.ts";
import { MESSAGE_EVENT_KINDS } from "#app/domain/message/events.ts";
import { foldMessage, type MessageFacts, NO_MESSAGE } from "#app/domain/message/facts.ts";
import { firstOwner, holdReason } from "#app/domain/message/route.ts";
import {
  HOLD_REASONS,
  MESSAGE_OWNERS,
  MESSAGE_STATES,
  OPEN_MESSAGE_STATES,
} from "#app/domain/message/states.ts";
import { titleOf } from "#app/domain/message/title.ts";
import {
  decideMessage,
  MESSAGE_COMMAND_KINDS,
  MESSAGE_TRANSITIONS,
  type MessageActor,
  type MessageCommand,
  type MessageCommandKind,
  messageCommandsFor,
} from "#app/domain/message/transitions.ts";
import { messages as en } from "#app/i18n/en/messages.ts";
import { messages as zh } from "#app/i18n/zh-CN/messages.ts";
import { at, testCalendar } from "#tests/support/calendar.ts";

const CALENDAR = testCalendar();
const POLICIES = { deadlines: [DEFAULT_DEADLINE_POLICY], ladders: [DEFAULT_LADDER_POLICY] };
const NOW = at("2026-11-03", "10:00");
const context = (now = NOW) => ({ now, policies: POLICIES, calendar: CALENDAR });

function by(role: Role | "sender" | "system", holder = true): MessageActor {
  if (role === "sender") return { actor: ANONYMOUS, sender: true, holder: false };
  if (role === "system") return { actor: SYSTEM, sender: false, holder: false };
  return { actor: { kind: "person", userId: 7, role } as PersonActor, sender: false, holder };
}

type Options = { sealed?: boolean; direct?: boolean; held?: boolean };
function received({ sealed = false, direct = false, held = false }: Options = {}): MessageFacts {
  const owner = firstOwner({ sealed, direct, throughDeputy: true, firmKnown: true });
  const command: MessageCommand = {
    kind: "receive",
    channel: "deputy_code",
    owner,
    sealed,
    direct,
    held: held ? "too_fast" : null,
  };
  return given(NO_MESSAGE, command, by("sender"));
}

function given(facts: MessageFacts, command: MessageCommand, who: MessageActor, now = NOW): MessageFacts {
  const decided = decideMessage(facts, command, who, context(now));
  if (!decided.ok) throw new Error(decided.error.code);
  return foldMessage(decided.value, facts);
}

const SAMPLES: { [K in MessageCommandKind]: MessageCommand } = {
  receive: {
    kind: "receive",
    channel: "deputy_code",
    owner: "deputy",
    sealed: false,
    direct: false,
    held: null,
  },
  name_firm: { kind: "name_firm" },
  pass_on: { kind: "pass_on", firmKnown: true },
  ask_back: { kind: "ask_back" },
  supply: { kind: "supply", to: "deputy" },
  hand_on: { kind: "hand_on", to: "clerk" },
  propose_closing: { kind: "propose_closing" },
  release: { kind: "release", to: "deputy" },
  decline: { kind: "decline" },
  contest: { kind: "contest" },
  review: { kind: "review", reopened: true },
  withdraw: { kind: "withdraw" },
  remind: { kind: "remind" },
  close_unsupplied: { kind: "close_unsupplied" },
};

/** A message in each place of the table. */
const PLACES: Record<string, MessageFacts> = {
  none: NO_MESSAGE,
  received: received(),
  asked_back: given(received(), { kind: "ask_back" }, by("deputy")),
  held: received({ held: true }),
  passed_on: given(received(), { kind: "pass_on", firmKnown: true }, by("deputy")),
  "closed:declined": given(received(), { kind: "decline" }, by("county_supervisor")),
  "closed:withdrawn": given(received(), { kind: "withdraw" }, by("sender")),
};

describe("the life of a message", () => {
  it("goes by its table: every place × command × role is allowed by a row or refused with a code", () => {
    for (const [place, facts] of Object.entries(PLACES))
      for (const kind of MESSAGE_COMMAND_KINDS)
        for (const role of [...ROLES, "sender", "system"] as const) {
          const decided = decideMessage(facts, SAMPLES[kind], by(role), context());
          const listed = messageCommandsFor(facts, by(role)).includes(kind);
          if (decided.ok) {
            expect(listed, `${place} ${kind} ${role}`).toBe(true);
            const to = foldMessage(decided.value, facts);
            const row: { to: readonly string[] } = MESSAGE_TRANSITIONS[kind];
            const landed = to.state === "closed" ? `closed:${to.closing}` : (to.state ?? "none");
            expect(row.to.includes(landed) || (row.to.includes("same") && landed === place)).toBe(true);
          } else expect(decided.error.code).toMatch(/^message\./);
        }
  });

  it("lets no deputy close one, and nobody but supervisors decline", () => {
    for (const [place, facts] of Object.entries(PLACES))
      for (const kind of MESSAGE_COMMAND_KINDS) {
        const decided = decideMessage(facts, SAMPLES[kind], by("deputy"), context());
        if (decided.ok)
          expect(foldMessage(decided.value, facts).state, `${place} ${kind}`).not.toBe("closed");
      }
    const declining = ROLES.filter(
      (role) => decideMessage(received(), { kind: "decline" }, by(role), context()).ok,
    );
    expect(declining).toEqual(["county_supervisor", "city_supervisor"]);
  });

  it("has from every open place an exit that two kinds of people can take", () => {
    for (const state of OPEN_MESSAGE_STATES) {
      const facts = PLACES[state]!;
      const who = ROLES.filter((role) =>
        messageCommandsFor(facts, by(role)).some((kind) => kind === "pass_on" || kind === "decline"),
      );
      expect(who.length, state).toBeGreaterThanOrEqual(2);
    }
  });

  it("is under seal the city supervisor's and the sender's alone", () => {
    const sealed = received({ sealed: true });
    expect(sealed.owner).toBe("city_supervisor");
    const able = ROLES.filter((role) => messageCommandsFor(sealed, by(role)).length > 0);
    expect(able).toEqual(["city_supervisor"]);
    const direct = received({ direct: true });
    expect(ROLES.filter((role) => messageCommandsFor(direct, by(role)).length > 0)).toEqual([
      "county_supervisor",
      "city_supervisor",
    ]);
    expect(
      decideMessage(direct, { kind: "hand_on", to: "deputy" }, by("county_supervisor"), context()).ok,
    ).toBe(false);
  });

  it("goes first to the deputy of a known firm, else to the clerk, past the deputy to the county", () => {
    const route = { sealed: false, direct: false, throughDeputy: true, firmKnown: true };
    expect(firstOwner(route)).toBe("deputy");
    expect(firstOwner({ ...route, firmKnown: false })).toBe("clerk");
    expect(firstOwner({ ...route, throughDeputy: false })).toBe("clerk");
    expect(firstOwner({ ...route, direct: true })).toBe("county_supervisor");
    expect(firstOwner({ ...route, direct: true, sealed: true })).toBe("city_supervisor");
  });

  it("keeps its take-up clock when it is handed on, so that handing round buys no time", () => {
    const later = at("2026-11-04", "10:00");
    const handed = given(received(), { kind: "hand_on", to: "clerk" }, by("deputy"), later);
    const [row] = messageClockRows(1, handed, POLICIES, CALENDAR);
    expect(row).toMatchObject({ kind: "message_takeup", startedAt: NOW, dueAt: at("2026-11-05", "18:00") });
    expect(row?.owner.party).toBe("clerk");
  });

  it("asks for 5 working days, reminds, and closes after 5 more", () => {
    const asked = PLACES.asked_back!;
    expect(decideMessage(asked, { kind: "remind" }, by("system"), context()).ok).toBe(false);
    const first = at("2026-11-10", "18:01");
    const reminded = given(asked, { kind: "remind" }, by("system"), first);
    const [, , second] = messageClockRows(1, reminded, POLICIES, CALENDAR);
    expect(second).toMatchObject({ kind: "information", lapse: "close_unsupplied", endedAt: null });
    const closed = given(reminded, { kind: "close_unsupplied" }, by("system"), at("2026-11-18", "09:00"));
    expect(closed).toMatchObject({ state: "closed", closing: "unsupplied" });
    expect(given(closed, { kind: "supply", to: "deputy" }, by("sender")).state).toBe("received");
  });

  it("may be contested once after it was declined, and is reviewed by somebody else", () => {
    const contested = given(PLACES["closed:declined"]!, { kind: "contest" }, by("sender"));
    expect(contested.clocks.some((span) => span.kind === "review" && span.endedAt === null)).toBe(true);
    const same = decideMessage(
      contested,
      { kind: "review", reopened: false },
      by("city_supervisor"),
      context(),
    );
    expect(!same.ok && same.error.code).toBe("message.same_person");
    const other = by("city_supervisor");
    const final = given(
      contested,
      { kind: "review", reopened: false },
      { ...other, actor: { ...(other.actor as PersonActor), userId: 8 } },
    );
    expect(final).toMatchObject({ state: "closed", review: "final" });
    expect(decideMessage(final, { kind: "contest" }, by("sender"), context()).ok).toBe(false);
  });
});

describe("what is told of a message", () => {
  it("holds a message for each sign of a machine, and for none lets it through", () => {
    const plain = { trapFilled: false, openedMs: 20_000, sameWords: false, overSoftLimit: false };
    expect(holdReason(plain)).toBeNull();
    expect(holdReason({ ...plain, openedMs: null })).toBeNull();
    expect(holdReason({ ...plain, trapFilled: true })).toBe("trap_filled");
    expect(holdReason({ ...plain, openedMs: 900 })).toBe("too_fast");
    expect(holdReason({ ...plain, sameWords: true })).toBe("same_words");
    expect(holdReason({ ...plain, overSoftLimit: true })).toBe("too_many");
  });

  it("makes a title of the first sentence, cut where it is long", () => {
    expect(titleOf("停电。每周三次")).toBe("停电");
    expect([...titleOf("长".repeat(90))]).toHaveLength(40);
    expect(titleOf("？！")).toBe("？！");
  });

  it("every code has its word in both languages", () => {
    const wanted = [
      ...MESSAGE_STATES.map((code) => `message.state.${code}`),
      ...MESSAGE_OWNERS.map((code) => `message.owner.${code}`),
      ...HOLD_REASONS.map((code) => `message.hold.${code}`),
      ...MESSAGE_EVENT_KINDS.map((code) => `event.${code}`),
    ];
    expect(wanted.filter((key) => !(key in zh) || !(key in en))).toEqual([]);
  });
});
