import { sql } from "drizzle-orm";
import { NO_ISSUE } from "#app/domain/issue/facts.ts";
import { type LedgerIssue, ledgerEvents } from "#app/domain/issue/ledger/ledger-life.ts";
import { pseudonymOf } from "#app/platform/pseudonym.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";
import { answers } from "#db/schema/answers.ts";
import { issueParties, issues } from "#db/schema/issues.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { nextIssueNumber } from "#db/writes/next-issue-number.ts";
import { storeBeside } from "./execute/side-tables.server.ts";
import { appendEvents, storeColumns } from "./execute/store-events.server.ts";

/** Stands for the words of an answer that the ledger only dates. */
const WORDS_UNKNOWN = "（台账未载答复原文）";

/**
 * For the route that imports a ledger: enters one issue inside the import's transaction, with the steps that lie behind it at their own days, so
 * that its clocks run since they should have. Nobody is told of steps long past; the sweep tells of what is overdue now.
 */
export function enterIssue(ctx: Ctx) {
  return async (tx: Tx, now: string, issue: LedgerIssue): Promise<{ issueId: number; version: number }> => {
    const { actorUserId, actorRole } = actorColumns(ctx.actor);
    const actor = { userId: actorUserId, role: actorRole as "city_supervisor" };
    const { entry } = issue;
    const log = ledgerEvents(entry, issue.place, actor, Date.parse(now), issue.number);
    const submittedAt = new Date(log[0]!.at).toISOString();
    const [place] = await tx.execute<{ township: string | null; sector: string | null; key: string }>(sql`
      select f.township_code as township, s.group_code as sector,
        (select value #>> '{}' from installation where name = 'pseudonym_key') as key
      from firms f left join sectors s using (sector_code) where f.firm_id = ${issue.firmId}`);
    const [row] = await tx
      .insert(issues)
      .values({
        number: await nextIssueNumber(tx, now),
        state: "submitted",
        raiserKind: "supervisor",
        countyCode: entry.countyCode,
        pseudonym: pseudonymOf(place!.key, `firm ${issue.firmId}`),
        sectorGroup: place!.sector,
        categoryCode: entry.categoryCode,
        severity: entry.severity,
        title: issue.title,
        wording: issue.words,
        firstSpokenAt: submittedAt,
        submittedAt,
      })
      .returning({ issueId: issues.issueId });
    const issueId = row!.issueId;
    await tx.insert(issueParties).values({
      issueId,
      confidentiality: "open",
      firmId: issue.firmId,
      deputyId: issue.deputyId,
      townshipCode: place!.township,
      raisedBy: actorUserId,
      title: issue.title,
      words: issue.words,
    });
    const facts = await appendEvents(tx, issueId, NO_ISSUE, log);
    const signed = log.find((event) => event.kind === "issue.answer_signed");
    if (signed?.kind === "issue.answer_signed" && facts.lead !== null)
      await tx.insert(answers).values({
        issueId,
        departmentId: facts.lead.departmentId,
        round: facts.round,
        state: "signed",
        answerClass: signed.payload.answerClass,
        promisedOn: signed.payload.promisedOn,
        body: issue.answer ?? WORDS_UNKNOWN,
        draftedAt: new Date(signed.at).toISOString(),
        signedAt: new Date(signed.at).toISOString(),
      });
    const rulebook = await loadRulebook(ctx.db, tx, now);
    await storeBeside(tx, issueId, facts, log);
    await storeColumns(tx, issueId, facts, log, rulebook);
    return { issueId, version: facts.version };
  };
}
