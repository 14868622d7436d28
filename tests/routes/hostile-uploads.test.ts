import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sent, sendAsPaper, sendAsPhoto } from "#tests/support/hostile/send-upload.ts";
import { CANARY, type Fate, type HostileUpload, hostileUploads } from "#tests/support/hostile/uploads.ts";
import { openMessageDesk } from "#tests/support/message-desk.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let uploads: HostileUpload[];
beforeAll(async () => {
  [served, uploads] = await Promise.all([serveOffice(), hostileUploads()]);
  await openMessageDesk(served.office);
});
afterAll(() => served?.close());

/** Server and phone share a process here: a kept connection may have run out while a picture was taken apart, and is then made anew. */
const ask: ServedOffice["ask"] = (...request) => served.ask(...request).catch(() => served.ask(...request));

const to = () => ({ ...served, ask });

/** What became of an upload: refused with a sentence and nothing kept, or kept harmless, or neither. */
async function fateOf(sent: Sent, original: Buffer): Promise<Fate | string> {
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
  await sendAsPhoto(
    to(),
    await sharp({ create: { width: 50, height: 50, channels: 3, background: "red" } })
      .png()
      .toBuffer(),
  );
  const fates: Record<string, { photo: string; paper: string }> = {};
  let slowest = { name: "", ms: 0 };
  for (const { name, bytes } of uploads) {
    const from = performance.now();
    const photo = await fateOf(await sendAsPhoto(to(), bytes), bytes);
    fates[name] = { photo, paper: await fateOf(await sendAsPaper(to(), bytes), bytes) };
    const ms = Math.round(performance.now() - from);
    if (ms > slowest.ms) slowest = { name, ms };
  }
  console.info(`${uploads.length} uploads twice, the slowest ${slowest.name} in ${slowest.ms} ms`);
  expect(fates).toEqual(
    Object.fromEntries(uploads.map(({ name, photo, paper }) => [name, { photo, paper }])),
  );
}, 300_000);

it("what is kept is only ever handed out as a download that no browser opens", async () => {
  const { kept } = await sendAsPhoto(
    to(),
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
