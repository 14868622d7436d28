import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import type { FormCommand, FormOf } from "#app/features/issues/issue.schema.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { type Office, openOffice, type PersonName } from "./office.ts";

/** A recorded consent, as forms send it. */
export const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-11-24", paperNo: "1" };

/** How people of the small office work on issues, in one line each. */
export function deskOf(office: Office) {
  async function give<K extends FormCommand>(who: PersonName, issueId: number, command: K, form: FormOf<K>) {
    const [row] = await office.owner<
      { version: number }[]
    >`select version from issues where issue_id = ${issueId}`;
    const on = { key: crypto.randomUUID(), issueId, version: row!.version };
    return giveCommand(office.ctx(who), on, command, form);
  }

  async function mustGive<K extends FormCommand>(
    who: PersonName,
    issueId: number,
    command: K,
    form: FormOf<K>,
  ) {
    const given = await give(who, issueId, command, form);
    if (!given.ok) throw new Error(`${command}: ${given.error.code} ${JSON.stringify(given.error.facts)}`);
    return given.value;
  }

  async function raised(
    firmId: number = office.firms.shop,
    confidentiality: "open" | "shielded" | "sealed" = "open",
  ): Promise<number> {
    const speaker = firmId === office.firms.shop ? "firm" : "county";
    const result = await raiseIssue(office.ctx(speaker), crypto.randomUUID(), {
      firmId,
      deputyId: null,
      contactId: null,
      title: "商店门口停电",
      words: "商店门口每天停电",
      categoryCode: "06",
      severity: "ordinary",
      confidentiality,
    });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.issueId;
  }

  /** A broken road that the firm's deputy brings in. */
  async function raisedByDeputy(
    firm: "shop" | "mill",
    confidentiality: "open" | "shielded",
  ): Promise<number> {
    const result = await raiseIssue(office.ctx("deputy"), crypto.randomUUID(), {
      firmId: office.firms[firm],
      deputyId: office.deputies.deputy,
      contactId: null,
      title: "门前道路破损",
      words: "店门口的路坏了",
      categoryCode: "01",
      severity: "ordinary",
      confidentiality,
    });
    if (!result.ok) throw new Error(result.error.code);
    return result.value.issueId;
  }

  async function dispatched(firmId?: number, departmentId = office.units.lead): Promise<number> {
    const issueId = await raised(firmId);
    await mustGive("county", issueId, "accept", {
      categoryCode: "06",
      severity: "ordinary",
      type: "ordinary",
      title: "",
      wording: "",
    });
    await mustGive("county", issueId, "transfer", { to: "county", ...CONSENT });
    await mustGive("dispatcher", issueId, "dispatch", { departmentId, coHandlers: [] });
    return issueId;
  }

  async function handled(firmId?: number): Promise<number> {
    const issueId = await dispatched(firmId);
    await mustGive("handler", issueId, "sign_for", {});
    await mustGive("handler", issueId, "record_contact", { way: "phone", words: "已通话核实" });
    return issueId;
  }

  async function answered(firmId?: number): Promise<number> {
    const issueId = await handled(firmId);
    await mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "已恢复供电" });
    await mustGive("head", issueId, "sign_answer", { answerClass: "A" });
    return issueId;
  }

  /** Moves the office's clock to an instant (epoch ms). */
  async function goTo(instant: number): Promise<void> {
    office.advance(instant - Date.parse(await office.clock.now()));
  }

  return { give, mustGive, raised, raisedByDeputy, dispatched, handled, answered, goTo };
}

/** The small office with people who look at issues as the firm's and the unit's. */
export async function openOfficeOfBothSides(): Promise<{ office: Office; desk: ReturnType<typeof deskOf> }> {
  const office = await openOffice();
  const grant = (name: PersonName, role: string, column: "department_id" | "firm_id", id: number) =>
    office.owner`insert into role_grants (user_id, role, ${office.owner(column)}, started_on, created_at)
      select user_id, ${role}, ${id}, '2026-01-01', now() from users where name = ${name}`;
  await grant("handler", "handler", "department_id", office.units.lead);
  await grant("head", "department_head", "department_id", office.units.lead);
  await grant("firm", "firm_representative", "firm_id", office.firms.shop);
  return { office, desk: deskOf(office) };
}
