import { type SQL, sql } from "drizzle-orm";
import { searchTerms } from "#app/platform/search-text.ts";

/**
 * That a register's `search_text` holds every term typed: Chinese, pinyin, initials or a code, anywhere in it. Three
 * characters and more are found through the trigram index; shorter terms read the rows.
 */
export function searchCondition(column: SQL, typed: string): SQL {
  const terms = searchTerms(typed).map((term) => `%${term.replace(/[\\%_]/g, "\\$&")}%`);
  if (terms.length === 0) return sql`true`;
  return sql.join(
    terms.map((term) => sql`${column} like ${term}`),
    sql` and `,
  );
}
