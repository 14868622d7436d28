import { createHash } from "node:crypto";
import type { ISql } from "postgres";
import { ANONYMOUS } from "#app/domain/access/actor.ts";
import { dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import { messageClockRows, nextStepOf } from "#app/domain/message/clock-rows.ts";
import { foldMessage, NO_MESSAGE } from "#app/domain/message/facts.ts";
import { firstOwner } from "#app/domain/message/route.ts";
import type { HoldReason } from "#app/domain/message/states.ts";
import { decideMessage } from "#app/domain/message/transitions.ts";
import { rulesOf } from "./issues/lives.ts";
import type { World } from "./world.ts";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The token of a made-up code: 26 characters from the seed and whose it is, so that equal worlds have equal posters. */
export function demoCode(seed: string, whose: string): string {
  const digest = createHash("sha256").update(`${seed} ${whose}`).digest();
  return Array.from(digest.subarray(0, 26), (byte) => ALPHABET[byte & 31]).join("");
}

type Letter = {
  by: "deputy" | "station";
  known: boolean;
  words: string;
  firmName: string;
  sealed?: boolean;
  direct?: boolean;
  held?: HoldReason;
};

/** Messages that lie waiting when a visitor comes: one for the deputy, one for the clerk, one to be looked at, one under seal, one for the county. */
const LETTERS: readonly Letter[] = [
  {
    by: "deputy",
    known: true,
    firmName: "",
    words: "门前道路施工围挡三个多月没有拆，货车进不来，客户改到别家提货。希望明确哪天恢复通行。",
  },
  {
    by: "station",
    known: false,
    firmName: "甲记早点铺",
    words: "店里换了新的燃气表，报装跑了四趟还没有通气，每次都说缺材料，能不能一次说清要哪些。",
  },
  {
    by: "deputy",
    known: true,
    firmName: "",
    held: "same_words",
    words: "门前道路施工围挡三个多月没有拆，货车进不来，客户改到别家提货。希望明确哪天恢复通行。",
  },
  {
    by: "deputy",
    known: true,
    firmName: "",
    sealed: true,
    words: "年底以来同一个部门来检查了六次，每次都要停产配合，担心说出来会被针对，请保密。",
  },
  {
    by: "station",
    known: true,
    firmName: "",
    direct: true,
    words: "一笔工程款拖了两年，欠款单位是本地平台公司，希望直接由人大督办。",
  },
];

/** Codes 二维码 of every deputy in office and every station, and the messages above, received on the evening before the world's day. */
export async function writeMessages(sql: ISql, world: World, seed: string, today: string): Promise<void> {
  const at = new Date(instantAt(dayNumber(today) - 1)).toISOString();
  const codes = [
    ...world.deputies.rows
      .filter((row) => row.state === undefined || row.state === "active")
      .map((row) => ({
        deputyId: row.deputyId,
        stationId: null,
        token: demoCode(seed, `deputy ${row.deputyId}`),
      })),
    ...world.stations.rows.map((row) => ({
      deputyId: null,
      stationId: row.stationId,
      token: demoCode(seed, `station ${row.stationId}`),
    })),
  ];
  for (let from = 0; from < codes.length; from += 2_000)
    await sql`
      insert into intake_codes (token, deputy_id, station_id, created_at)
      select token, "deputyId", "stationId", ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(codes.slice(from, from + 2_000))}::text::jsonb) as t(token text, "deputyId" int, "stationId" int)`;
  for (const [place, letter] of LETTERS.entries()) await writeLetter(sql, world, letter, place, today);
}

async function writeLetter(
  sql: ISql,
  world: World,
  letter: Letter,
  place: number,
  today: string,
): Promise<void> {
  const pair = world.cast.pairings[0];
  const deputy = world.deputies.rows[(pair?.deputyId ?? 1) - 1];
  const firm = world.firms.rows[(pair?.firmId ?? 1) - 1];
  if (!deputy || !firm) return;
  const { sealed = false, direct = false, held = null } = letter;
  const receivedMs = instantAt(dayNumber(today) - 1, (17 * 60 + 40 + place) * 60_000);
  const owner = firstOwner({
    sealed,
    direct,
    throughDeputy: letter.by === "deputy",
    firmKnown: letter.known,
  });
  const channel = letter.by === "deputy" ? ("deputy_code" as const) : ("station_code" as const);
  const rules = rulesOf(world);
  const decided = decideMessage(
    NO_MESSAGE,
    { kind: "receive", channel, owner, sealed, direct, held },
    { actor: ANONYMOUS, sender: true, holder: false },
    { now: receivedMs, policies: rules.policies, calendar: rules.calendar },
  );
  if (!decided.ok) return;
  const messageId = place + 1;
  const facts = foldMessage(decided.value);
  const [clock] = messageClockRows(messageId, facts, rules.policies, rules.calendar);
  const next = clock && nextStepOf([clock]);
  if (!clock || !next) return;
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const receivedAt = iso(receivedMs)!;
  const hash = createHash("sha256").update(letter.words).digest("hex");
  await sql`
    insert into messages (message_id, number, state, owner, confidentiality, is_direct, channel, code_id, deputy_id, county_code, township_code,
      firm_id, firm_match, firm_name, phone, words, words_hash, hold_reason, received_at, next_due_at, version)
    overriding system value
    select ${messageId}, ${`YC${today.slice(0, 4)}-`} || lpad(nextval('issue_numbers')::text, 6, '0'), ${facts.state}, ${owner},
      ${sealed ? "sealed" : "open"}, ${direct}, ${channel},
      (select code_id from intake_codes where ${letter.by === "deputy" ? sql`deputy_id = ${deputy.deputyId}` : sql`station_id = ${deputy.stationId ?? 1}`}),
      ${owner === "deputy" ? deputy.deputyId : null}, ${firm.countyCode ?? deputy.countyCode}, ${firm.townshipCode ?? deputy.townshipCode ?? null},
      ${letter.known ? (firm.firmId ?? pair?.firmId ?? null) : null}, ${letter.known ? "phone" : null}, ${letter.firmName},
      ${`1000000${String(100 + place)}0`}, ${letter.words}, ${hash}, ${held}, ${receivedAt}::timestamptz, ${iso(next.dueAt)}::timestamptz, ${facts.version}`;
  await sql`
    insert into events (subject_kind, subject_id, kind, payload, actor_role, at)
    select 'message', ${messageId}, kind, payload, 'firm_representative', ${receivedAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(decided.value)}::text::jsonb) as t(kind text, payload jsonb)`;
  await sql`
    insert into clocks (subject_kind, subject_id, kind, ladder, episode, owner_party, owner_county_code, policy_version, started_at, due_at,
      provisional, allowance_ms, working_days, next_due_at, next_level)
    values ('message', ${messageId}, ${clock.kind}, ${clock.ladder}, ${clock.episode}, ${clock.owner.party}, ${sealed ? null : (firm.countyCode ?? null)},
      ${clock.policyVersion}, ${iso(clock.startedAt)}, ${iso(clock.dueAt)}, ${clock.provisional}, ${clock.allowanceMs}, ${clock.workingDays},
      ${iso(clock.nextDueAt)}, ${clock.nextLevel})`;
}
