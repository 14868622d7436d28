import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CANARY, type Fate, type HostileUpload, hostileUploads } from "#tests/support/hostile/uploads.ts";
import { DEPUTY_CODE, openMessageDesk } from "#tests/support/message-desk.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

const MB = 1024 * 1024;

let served: ServedOffice;
let uploads: HostileUpload[];
beforeAll(async () => {
  [served, uploads] = await Promise.all([serveOffice(), hostileUploads()]);
  await openMessageDesk(served.office);
});
afterAll(() => served?.close());

type Kept = { file_id: string; mime: string; content: Buffer };

async function keptOf(kind: string, subject: string): Promise<Kept[]> {
  return served.office.owner.begin(async (sql) => {
    await sql`select set_config('app.actor_kind', 'system', true)`;
    return [
      ...(await sql<Kept[]>`
        select file_id, mime, content from files where subject_kind = ${kind}
          and subject_id = (select ${sql.unsafe(subject)})`),
    ];
  });
}

/** A file as a browser sends it, with a name and a kind that lie. */
const liar = (bytes: Buffer) => new File([new Uint8Array(bytes)], "../../photo.jpg", { type: "image/jpeg" });
const OURS = () => ({ "Sec-Fetch-Site": "same-origin", Origin: served.origin });

/** Server and phone share a process here: a kept connection may have run out while a picture was taken apart, and is then made anew. */
const ask: ServedOffice["ask"] = (...request) => served.ask(...request).catch(() => served.ask(...request));

/** Sends an upload as the photo of a contact of its own. */
async function asPhoto(bytes: Buffer): Promise<{ status: number; said: string; kept: Kept[] }> {
  const contactId = randomUUID();
  const logged = await ask("deputy", "/contacts/log", {
    method: "POST",
    headers: { ...OURS(), Accept: "application/json" },
    body: new URLSearchParams({
      contactId,
      firmId: String(served.office.firms.shop),
      happenedOn: "2026-11-24",
      internalNote: "带照片",
    }),
  });
  expect(logged.status).toBe(200);
  const body = new FormData();
  body.append("photo", liar(bytes));
  const sent = await ask("deputy", `/contacts/${contactId}/photos`, {
    method: "POST",
    headers: { ...OURS(), Accept: "application/json" },
    body,
  });
  const kept = await keptOf("contact", `contact_no from contacts where contact_id = '${contactId}'`);
  return { status: sent.status, said: await sent.text(), kept };
}

/** Sends an upload along with a message; whatever becomes of it, the words arrive. */
async function asPaper(bytes: Buffer, nth: number): Promise<{ status: number; said: string; kept: Kept[] }> {
  await served.office.owner`delete from intake_limits`;
  const words = `带附件的来信 ${nth}`;
  const body = new FormData();
  for (const [name, value] of Object.entries({ words, phone: "13800000000", key: randomUUID() }))
    body.append(name, value);
  body.append("photo", liar(bytes));
  const sent = await ask("anonymous", `/q/${DEPUTY_CODE}`, { method: "POST", headers: OURS(), body });
  expect(sent.status).toBe(303);
  const page = await ask("anonymous", sent.headers.get("location") ?? "");
  const kept = await keptOf("message", `message_id from messages where words = '${words}'`);
  return { status: page.status, said: await page.text(), kept };
}

/** What became of an upload: refused with a sentence and nothing kept, or kept harmless, or neither. */
async function fateOf(sent: Awaited<ReturnType<typeof asPhoto>>, original: Buffer): Promise<Fate | string> {
  if (sent.status >= 500) return `answered ${sent.status}`;
  if (sent.kept.length === 0)
    return /请|最多|不是/.test(/errors|没有收下[^<]*/.test(sent.said) ? sent.said : "")
      ? "refused"
      : `said nothing: ${sent.status}`;
  const [file] = sent.kept;
  if (sent.kept.length > 1 || !file) return `kept ${sent.kept.length}`;
  if (file.mime !== "image/webp") return file.content.equals(original) ? "clean" : "changed";
  const { format, exif, xmp, pages = 1 } = await sharp(file.content).metadata();
  const traces = file.content.includes(CANARY) || exif !== undefined || xmp !== undefined || pages > 1;
  return format === "webp" && !traces ? "clean" : "kept with traces";
}

it("of more than forty hostile uploads each is refused with words or made harmless, as photo and as paper", async () => {
  expect(uploads.length).toBeGreaterThanOrEqual(54);
  await asPhoto(
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
  );
  const fates: Record<string, { photo: string; paper: string }> = {};
  const before = process.memoryUsage().rss;
  let slowest = { name: "", ms: 0 };
  for (const [nth, { name, bytes }] of uploads.entries()) {
    const from = performance.now();
    const photo = await fateOf(await asPhoto(bytes), bytes);
    fates[name] = { photo, paper: await fateOf(await asPaper(bytes, nth), bytes) };
    const ms = Math.round(performance.now() - from);
    if (ms > slowest.ms) slowest = { name, ms };
  }
  console.info(
    `${uploads.length} uploads twice, the slowest ${slowest.name} in ${slowest.ms} ms; server, phone and uploads in one process grown by ${Math.round((process.memoryUsage().rss - before) / MB)} MB`,
  );
  expect(fates).toEqual(
    Object.fromEntries(uploads.map(({ name, photo, paper }) => [name, { photo, paper }])),
  );
}, 300_000);

it("what is kept is only ever handed out as a download that no browser opens", async () => {
  const { kept } = await asPhoto(
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "blue" } })
      .png()
      .toBuffer(),
  );
  const file = await ask("deputy", `/files/${kept[0]!.file_id}`);
  expect(file.status).toBe(200);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[0-9a-f]{8}\.webp"$/);
  expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
});
