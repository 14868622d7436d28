import { sql } from "drizzle-orm";
import type { FirmMatch } from "#app/domain/message/states.ts";
import { readUscc } from "#app/domain/uscc/read.ts";
import type { Tx } from "#db/client.ts";

/** The sender's firm as the register knows it. */
export type MatchedFirm = {
  firmId: number;
  match: FirmMatch;
  countyCode: string | null;
  townshipCode: string | null;
};

type Row = Omit<MatchedFirm, "match">;

/** A name as it is compared: brackets of both widths alike, blanks gone. */
function nameKey(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, "").replaceAll("（", "(").replaceAll("）", ")");
}

/**
 * Recognises the firm that speaks: by USCC, by the phone of a running representative or of the firm, by its exact name. Nothing is
 * guessed: several hits are no hit, and then a clerk looks.
 */
export async function matchFirm(tx: Tx, named: string, phone: string): Promise<MatchedFirm | null> {
  const uscc = readUscc(named);
  if (uscc.kind === "valid") {
    const found = only(await find(tx, sql`f.uscc = ${uscc.uscc}`));
    if (found) return { ...found, match: "uscc" };
  }
  const byName =
    named === "" ? [] : await find(tx, sql`f.name in (${named}, ${nameKey(named)}, ${wide(named)})`);
  const byPhone = await find(
    tx,
    sql`f.firm_id in (select firm_id from representatives where phone = ${phone} and ended_on is null
      union select firm_id from firms where phone = ${phone})`,
  );
  const named1 = only(byName);
  if (named1 && byPhone.some((row) => row.firmId === named1.firmId)) return { ...named1, match: "phone" };
  if (named1) return { ...named1, match: "name" };
  // A phone in the register beside the name of another firm is a contradiction for a person to solve.
  const phoned = named === "" ? only(byPhone) : null;
  return phoned ? { ...phoned, match: "phone" } : null;
}

/** Whether the register knows the phone at all: such senders get through a flood. */
export async function isKnownPhone(tx: Tx, phone: string): Promise<boolean> {
  const [row] = await tx.execute<{ known: boolean }>(sql`
    select exists (select 1 from representatives where phone = ${phone} and ended_on is null)
      or exists (select 1 from firms where phone = ${phone}) as known`);
  return row?.known ?? false;
}

function wide(name: string): string {
  return nameKey(name).replaceAll("(", "（").replaceAll(")", "）");
}

async function find(tx: Tx, condition: ReturnType<typeof sql>): Promise<Row[]> {
  return [
    ...(await tx.execute<Row>(sql`
      select f.firm_id as "firmId", f.county_code as "countyCode", f.township_code as "townshipCode"
      from firms f where ${condition} and f.state = 'active' order by f.firm_id limit 3`)),
  ];
}

function only(rows: readonly Row[]): Row | null {
  return rows.length === 1 ? (rows[0] ?? null) : null;
}
