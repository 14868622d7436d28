import { type SQL, sql } from "drizzle-orm";
import { searchTerms } from "#app/platform/search-text.ts";

/**
 * That a register's `search_text` holds every term typed: Chinese, pinyin, initials or a code, anywhere in it. Three
 * characters and more are found through the trigram index, two Chinese ones through that of pairs where the register has
 * one (`pairs`, its column of them); shorter terms read the rows.
 */
export function searchCondition(column: SQL, typed: string, pairs?: SQL): SQL {
  const terms = searchTerms(typed);
  if (terms.length === 0) return sql`true`;
  return sql.join(
    terms.map((term) =>
      // No LIKE beside it: it says the same, and the trigram index would be read from end to end for two characters.
      pairs && /^\p{Script=Han}{2}$/u.test(term)
        ? sql`${pairs} @> array[${term}]`
        : sql`${column} like ${`%${term.replace(/[\\%_]/g, "\\$&")}%`}`,
    ),
    sql` and `,
  );
}
