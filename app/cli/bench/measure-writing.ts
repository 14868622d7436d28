import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import { send } from "./drive.ts";
import { driveWithCpu, type Stage } from "./measure-pages.ts";
import { type BenchRow, emptyRow } from "./row.ts";

const FORM = "/contacts/new";
const NOTE = "到车间看了新生产线，负责人说订单稳定，招工仍有困难。";

/** Logs contacts as the deputy of the cast does on the phone, eight at a time; each is a contact of its own. */
export async function measureWriting(stage: Stage): Promise<BenchRow[]> {
  const headers = await stage.headersOf("deputy");
  const plain = { ...headers, "Accept-Encoding": "identity" };
  const { body } = await send(stage.server.port, new Agent(), { path: FORM, headers: plain });
  const page = body.toString();
  const firm = /name="firmId" value="(\d+)"/.exec(page)?.[1];
  const today = /name="happenedOn"[^>]*value="([\d-]+)"/.exec(page)?.[1];
  if (!firm || !today) throw new Error("the contact form offers no firm");
  const post = {
    ...headers,
    Origin: `http://127.0.0.1:${stage.server.port}`,
    "Content-Type": "application/x-www-form-urlencoded",
  };
  const next = () => {
    const typed = { contactId: randomUUID(), firmId: firm, happenedOn: today, internalNote: NOTE };
    return { path: FORM, method: "POST", headers: post, body: new URLSearchParams(typed).toString() };
  };
  const { p50, p95, p99, rps, errors, cpuMs } = await driveWithCpu(
    stage,
    stage.server,
    8,
    next,
    (status) => status === 303,
  );
  return [{ ...emptyRow("log a contact c8"), p50, p95, p99, rps, errors, cpuMs }];
}
