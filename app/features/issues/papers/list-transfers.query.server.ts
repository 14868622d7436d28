import { sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { type ChosenIssues, listChosen } from "../bulk/choose-issues.server.ts";

/** One line of the transfer list 转办清单; days civil. `firm` is the pseudonym where the receiver may not know the name. */
export type TransferLine = {
  issueId: number;
  number: string;
  title: string;
  category: string | null;
  firm: string;
  county: string;
  unit: string | null;
  consentedBy: string | null;
  consentedOn: string | null;
  paperNo: string | null;
  transferredOn: string | null;
  dueOn: string | null;
};

/** The chosen issues as they are handed over on paper: whoever receives it knows no shielded firm, so the paper names none. */
export async function listTransfers(ctx: Ctx, chosen: ChosenIssues, role: Role): Promise<TransferLine[]> {
  const { issues } = await listChosen(ctx, chosen, "tag", role);
  const ids = `{${issues.map((issue) => issue.issueId).join(",")}}`;
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<TransferLine>(sql`
      select i.issue_id as "issueId", i.number, i.title, k.name as category, c.short_name as county, d.short_name as unit,
        case when i.confidentiality = 'open' then coalesce(f.name, i.pseudonym) else i.pseudonym end as firm,
        s.consented_by as "consentedBy", s.consented_on::text as "consentedOn", s.paper_no as "paperNo",
        (i.transferred_at at time zone 'Asia/Shanghai')::date::text as "transferredOn",
        (i.next_due_at at time zone 'Asia/Shanghai')::date::text as "dueOn"
      from issues i join counties c using (county_code) left join categories k on k.category_code = i.category_code
        left join departments d on d.department_id = i.lead_department_id
        left join issue_parties p on p.issue_id = i.issue_id left join firms f on f.firm_id = p.firm_id
        left join lateral (select * from issue_consents s where s.issue_id = i.issue_id order by consent_id desc limit 1) s on true
      where i.issue_id = any(${ids}::integer[]) order by i.issue_id`);
    return [...rows];
  });
}
