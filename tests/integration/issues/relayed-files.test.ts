import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getFile } from "#app/features/files/get-file.query.server.ts";
import { prepareRelayed } from "#app/features/files/relay-files.command.server.ts";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { contextOfLink } from "#app/features/messages/links/find-link.query.server.ts";
import { reissueLink } from "#app/features/messages/links/reissue-link.command.server.ts";
import type { Ctx } from "#db/client.ts";
import type { Office, PersonName } from "#tests/support/office.ts";
import { CONSENT, type deskOf, openOfficeOfBothSides } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
let issueId: number;
let other: number;
let token: string;
beforeAll(async () => {
  ({ office, desk } = await openOfficeOfBothSides());
  issueId = await handled("shop");
  other = await handled("mill");
  token = await linkOf(issueId);
});
afterAll(() => office.close());

/** A shielded firm's issue that the unit has signed for. */
async function handled(firm: "shop" | "mill"): Promise<number> {
  const id = await desk.raisedByDeputy(firm, "shielded");
  await desk.mustGive("county", id, "accept", {
    categoryCode: "01",
    severity: "ordinary",
    type: "ordinary",
    confidentiality: "shielded",
    title: "道路破损",
    wording: "某企业反映道路破损",
  });
  await desk.mustGive("county", id, "transfer", { to: "county", ...CONSENT });
  const units = { departmentId: office.units.lead, coHandlers: [] };
  await desk.mustGive("dispatcher", id, "dispatch", units);
  await desk.mustGive("handler", id, "sign_for", {});
  return id;
}

async function linkOf(id: number): Promise<string> {
  const given = await reissueLink(office.ctx("deputy"), crypto.randomUUID(), { issueId: id });
  if (!given.ok) throw new Error(given.error.code);
  return given.value.token;
}

const pictureOf = (background: string) =>
  sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .withExif({ IFD0: { Make: "金丝雀相机" } })
    .jpeg()
    .toBuffer();

async function relay(
  content: Uint8Array,
  form: object = {},
  key: string = crypto.randomUUID(),
  name = "照片.jpg",
) {
  const ctx = office.ctx("handler");
  const version = (await open(ctx, issueId)).version;
  const along = await prepareRelayed(ctx, issueId, { photos: [content], names: [name], refused: null });
  if (!along.ok) return along;
  const on = { key, issueId, version, along: along.value };
  return giveCommand(ctx, on, "record_contact", { way: "relayed", words: "请看附件", ...form });
}

async function open(ctx: Ctx, id: number) {
  const page = await getIssue(ctx, id);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

const filesFor = async (who: PersonName) => (await open(office.ctx(who), issueId)).files;

async function byLink(of: string, fileId: string) {
  const holder = await contextOfLink(office.ctx("system"), of);
  return holder && (await getFile(holder, fileId));
}

describe("a file that a unit relays to a shielded firm", () => {
  it("reaches the firm, its deputy and whoever holds the link, once and without what the camera wrote", async () => {
    const key = crypto.randomUUID();
    const content = await pictureOf("#0b6e6e");
    const page = await open(office.ctx("handler"), issueId);
    const [sent, ...again] = await Promise.all(
      Array.from({ length: 20 }, () => relay(content, { meetOn: "2026-12-24", meetAt: "09:30" }, key)),
    );
    expect(sent).toMatchObject({ ok: true });
    for (const answer of again) expect(answer).toEqual(sent);
    expect((await open(office.ctx("handler"), issueId)).version).toBe(page.version + 1);
    const [file, ...more] = await filesFor("firm");
    expect(more).toEqual([]);
    expect(file).toMatchObject({ fromUnit: true, isImage: true, mime: "image/webp" });
    expect(await filesFor("deputy")).toEqual([file]);
    expect(await filesFor("handler")).toEqual([file]);
    for (const who of ["firm", "deputy", "handler"] as const)
      expect(await getFile(office.ctx(who), file!.fileId)).toMatchObject({ ok: true });
    const kept = await byLink(token, file!.fileId);
    if (!kept?.ok) throw new Error("not for the link");
    expect(kept.value.content.includes("金丝雀")).toBe(false);
  });

  it("stands with its name in the step of the message that brought it, for the firm, its deputy and the unit", async () => {
    const paper = "D:\\测试商店\\整改\u202e方案: 第2稿.jpg";
    expect(await relay(await pictureOf("#abcdef"), {}, crypto.randomUUID(), paper)).toMatchObject({
      ok: true,
    });
    for (const who of ["firm", "deputy", "handler"] as const) {
      const page = await open(office.ctx(who), issueId);
      const [latest, first] = page.steps.filter((step) => step.kind === "issue.contact_recorded");
      expect(latest?.files).toEqual(["整改方案 第2稿.webp"]);
      expect(first?.files).toEqual(["照片.webp"]);
      expect(page.files.map((file) => file.name)).toContain("整改方案 第2稿.webp");
    }
    const holder = await contextOfLink(office.ctx("system"), token);
    const page = holder && (await open(holder, issueId));
    expect(page?.steps.flatMap((step) => step.files).sort()).toEqual(
      ["整改方案 第2稿.webp", "照片.webp"].sort(),
    );
  });

  it("is not there for other firms, other links, a link that was replaced, or units that don't have the issue", async () => {
    const [file] = await filesFor("firm");
    for (const who of ["stranger", "otherHandler", "otherCounty", "auditor"] as const)
      expect(await getFile(office.ctx(who), file!.fileId)).toMatchObject({ ok: false });
    const foreign = {
      ...office.ctx("firm"),
      actor: { ...office.ctx("firm").actor, firmId: office.firms.mill },
    };
    expect(await getFile(foreign as Ctx, file!.fileId)).toMatchObject({ ok: false });
    expect(await byLink(await linkOf(other), file!.fileId)).toMatchObject({ ok: false });
    const newer = await linkOf(issueId);
    expect(await contextOfLink(office.ctx("system"), token)).toBeUndefined();
    expect(await byLink(newer, file!.fileId)).toMatchObject({ ok: true });
  });

  it("goes with a relayed message only, and neither is there without the other", async () => {
    const before = await open(office.ctx("firm"), issueId);
    const phoned = await relay(await pictureOf("#112233"), { way: "phone" });
    expect(phoned).toMatchObject({ ok: false, error: { code: "common.invalid", field: "way" } });
    const silent = await relay(await pictureOf("#112233"), { words: "" });
    expect(silent).toMatchObject({ ok: false, error: { code: "issue.message_without_words" } });
    const torn = await relay(Buffer.from("MZ no picture"));
    expect(torn).toMatchObject({ ok: false, error: { code: "file.not_taken" } });
    const after = await open(office.ctx("firm"), issueId);
    expect([after.version, after.files]).toEqual([before.version, before.files]);
  });

  it("takes no room from the firm's own files, which the unit doesn't get", async () => {
    for (let no = 0; no < 7; no += 1) {
      const sent = await relay(await pictureOf(`#0000${no}0`));
      expect(sent).toMatchObject({ ok: true });
    }
    const before = await open(office.ctx("handler"), issueId);
    const tenth = await relay(await pictureOf("#445566"));
    expect(tenth).toMatchObject({ ok: false, error: { code: "file.too_many" } });
    expect((await open(office.ctx("handler"), issueId)).version).toBe(before.version);
    const ctx = office.ctx("firm");
    const subject = { kind: "issue", issueId } as const;
    const content = await pictureOf("#778899");
    const own = await storeFile(ctx, { fileId: fileIdOf(ctx, subject, content), subject, content });
    if (!own.ok) throw new Error(own.error.code);
    const firms = (await filesFor("firm")).find((file) => !file.fromUnit);
    expect(firms).toMatchObject({ fileId: own.value.fileId, name: null });
    expect((await filesFor("handler")).every((file) => file.fromUnit)).toBe(true);
    expect(await getFile(office.ctx("handler"), own.value.fileId)).toMatchObject({ ok: false });
  });
});
