import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { getFile } from "#app/features/files/get-file.query.server.ts";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
let contactId: string;
beforeAll(async () => {
  office = await openOffice();
  contactId = await newContact();
});
afterAll(() => office.close());

async function newContact(): Promise<string> {
  const id = crypto.randomUUID();
  const logged = await logContact(
    office.ctx("deputy"),
    {
      contactId: id,
      firmId: [office.firms.shop],
      otherFirm: "",
      withDeputies: "",
      kind: "visit",
      outcome: "met",
      happenedOn: "2026-11-24",
      place: "",
      topics: [],
      peopleMet: "",
      internalNote: "有照片",
      firmNote: "",
      findingTitle: "",
      findingWords: "",
      findingShielded: false,
      source: "phone",
    },
    raiseFinding(office.ctx("deputy")),
  );
  if (!logged.ok) throw new Error(logged.error.code);
  return id;
}

function photo(width: number, height: number, colour = "#0b6e6e") {
  return sharp({ create: { width, height, channels: 3, background: colour } });
}

function store(content: Uint8Array, subject = contactId) {
  const on = { kind: "contact", contactId: subject } as const;
  return storeFile(office.ctx("deputy"), {
    fileId: fileIdOf(office.ctx("deputy"), on, content),
    subject: on,
    content,
  });
}

describe("photos of a contact", () => {
  it("lose their place and device, are turned upright, shrunk and written anew", async () => {
    const original = await photo(3000, 2000)
      .withExif({ IFD0: { Make: "金丝雀相机" }, IFD3: { GPSLatitude: "30/1 42/1 0/1" } })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const stored = await store(original);
    if (!stored.ok) throw new Error(stored.error.code);
    const file = await getFile(office.ctx("officer"), stored.value.fileId);
    if (!file.ok) throw new Error(file.error.code);
    const kept = await sharp(file.value.content).metadata();
    expect(kept).toMatchObject({ format: "webp", width: 1600, height: 1067 });
    expect(kept.exif).toBeUndefined();
    expect(file.value.content.includes("金丝雀")).toBe(false);
  });

  it("are stored once however often they are sent", async () => {
    const content = await photo(40, 40, "#123456").png().toBuffer();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store(content)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.ok).toBe(true);
  });

  it.each([
    ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ["HTML with a photo's name", Buffer.from("<html><script>alert(1)</script></html>")],
    ["a GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000")],
    ["a program", Buffer.from("MZ\u0000\u0000 not a photo")],
    ["a PDF", Buffer.from("%PDF-1.7 %âãÏÓ")],
    ["a photo cut short", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
    [
      "a PNG's head before a script",
      Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("<?php")]),
    ],
  ])("refuse %s", async (_what, content) => {
    const stored = await store(content);
    expect(stored.ok ? "stored" : stored.error.code).toMatch(/^file\.(not_an_image|unreadable)$/);
  });

  it("refuse a small file that would unfold to gigabytes", async () => {
    const bomb = await sharp({
      create: { width: 16_000, height: 16_000, channels: 3, background: "#fff" },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.byteLength).toBeLessThan(4 * 1024 * 1024);
    const stored = await store(bomb);
    expect(stored.ok ? "stored" : stored.error.code).toBe("file.too_many_pixels");
  });

  it("keep nothing of what hides behind a valid photo", async () => {
    const image = await photo(30, 30).jpeg().toBuffer();
    const stored = await store(Buffer.concat([image, Buffer.from("<script>金丝雀</script>")]));
    if (!stored.ok) throw new Error(stored.error.code);
    const file = await getFile(office.ctx("deputy"), stored.value.fileId);
    if (!file.ok) throw new Error(file.error.code);
    expect(file.value.content.includes("script")).toBe(false);
  });

  it("are at most nine, also when ten come at once", async () => {
    const subject = await newContact();
    const contents = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        photo(20, 20, `#0000${10 + i}`)
          .png()
          .toBuffer(),
      ),
    );
    const answers = await Promise.all(contents.map((content) => store(content, subject)));
    expect(answers.filter((one) => one.ok)).toHaveLength(9);
    expect(answers.flatMap((one) => (one.ok ? [] : [one.error.code]))).toEqual(["file.too_many"]);
  });

  it("can neither be added nor fetched outside one's scope", async () => {
    const content = await photo(25, 25, "#654321").png().toBuffer();
    const subject = { kind: "contact", contactId } as const;
    for (const who of ["colleague", "clerk", "firm", "stranger"] as const) {
      const stored = await storeFile(office.ctx(who), { fileId: crypto.randomUUID(), subject, content });
      expect([who, stored.ok ? "" : stored.error.code]).toEqual([who, "common.not_found"]);
    }
    const own = await store(content);
    if (!own.ok) throw new Error(own.error.code);
    for (const who of ["stranger", "otherCounty", "handler", "firm", "auditor"] as const) {
      const file = await getFile(office.ctx(who), own.value.fileId);
      expect([who, file.ok ? "" : file.error.code]).toEqual([who, "common.not_found"]);
    }
  });
});
