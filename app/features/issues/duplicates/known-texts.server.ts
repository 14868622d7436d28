import { sql } from "drizzle-orm";
import type { Text } from "#app/domain/text/similarity.ts";
import { type Ctx, type Db, readRows } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** An issue's text, to be compared. */
export type IssueText = Text & { issueId: number };

/** Most texts kept in a process, some eight megabytes. */
const MOST = 20_000;

const kept = new WeakMap<Db, Map<string, IssueText>>();

/** What was said, as far as row-level security shows it; the neutral wording otherwise. */
export const TITLE = sql`coalesce(nullif(ip.title, ''), issues.title)`;
export const WORDS = sql`coalesce(ip.words, issues.wording)`;

/**
 * An issue as it stands for one reader, `ID VERSION SEEN`: seen is 1 where row-level security shows who spoke and the own words. A condition
 * of the statement on `issues` with `ip` beside it.
 */
export const STANDING = sql`concat_ws(' ', issues.issue_id, issues.version, (ip.issue_id is not null)::int)`;

/**
 * The texts of issues, from the process where it knows them, else from the database, and then kept: a thousand texts are compared
 * with each one that is raised, and nearly all were compared before. Whether this reader sees an issue, and whether with its own words,
 * the database has said each time (`standings`, each a {@link STANDING}); of a version the text never changes.
 */
export async function textsOf(ctx: Ctx, standings: Iterable<string>): Promise<IssueText[]> {
  const known = kept.get(ctx.db) ?? new Map<string, IssueText>();
  kept.set(ctx.db, known);
  const texts: IssueText[] = [];
  const missing: number[] = [];
  for (const standing of standings) {
    const text = known.get(standing);
    if (text) texts.push(text);
    else missing.push(Number.parseInt(standing, 10));
  }
  if (missing.length === 0) return texts;
  for (const [standing, issueId, title, body] of await fetchTexts(ctx, missing)) {
    const text = { issueId, title, body };
    known.set(standing, text);
    texts.push(text);
  }
  for (const standing of known.keys()) {
    if (known.size <= MOST) break;
    known.delete(standing);
  }
  return texts;
}

type Fetched = [standing: string, issueId: number, title: string, words: string];

async function fetchTexts(ctx: Ctx, issueIds: readonly number[]): Promise<Fetched[]> {
  // As one value: a row apiece would cost more than the comparison.
  const [row] = await readRows<{ texts: Fetched[] | null }>(
    ctx,
    sql`select json_agg(json_build_array(${STANDING}, issues.issue_id, ${TITLE}, ${WORDS})) as texts
      from issues left join issue_parties ip on ip.issue_id = issues.issue_id
      where issues.issue_id in (select jsonb_array_elements_text(${JSON.stringify(issueIds)}::text::jsonb)::int) and ${issueScope(ctx.actor)}`,
  );
  return row?.texts ?? [];
}
