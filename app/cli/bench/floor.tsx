import { createServer } from "node:http";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { openRowsByKey } from "#app/features/installation/rows-by-key.server.ts";
import { stateBadge } from "#app/features/issues/components/issue-look.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat, shanghaiDay } from "#app/i18n/format.ts";

type Row = Record<string, string | null>;

const t = translator("zh-CN");
const { formatDay } = makeFormat(t, shanghaiDay(new Date()));

/** The cells of a row beside its name, with the words and marks that our list shows in its usual columns. */
const CELLS: Record<string, (row: Row) => ReactNode[]> = {
  firms: (row) => [row.place, row.deputy, row.contact ? formatDay(row.contact) : t("firm.never")],
  deputies: (row) => [
    t.dynamic(`deputy.level.${row.level}`),
    row.place,
    row.employer ?? "–",
    t.dynamic(`deputy.state.${row.state}`),
    row.firms,
  ],
  issues: (row) => {
    const badge = stateBadge(row.state as IssueState, row.closing as Closing | null);
    const due = row.due ? formatDay(row.due) : null;
    return [
      row.title,
      <span key="state" className={`badge ${badge.look}`}>
        {t.dynamic(badge.word)}
      </span>,
      row.level === null || row.level === undefined ? null : (
        <i key="level" className={`steps l${row.level}`}>
          {t.dynamic(`level.${row.level}`)}
        </i>
      ),
      row.unit,
      row.late === "true" ? (
        <span key="due" className="badge late">
          {due}
        </span>
      ) : (
        due
      ),
    ];
  },
};

/** The least page that shows fifty rows: a table and nothing around it. */
function FloorPage({ list, rows }: { list: string; rows: Row[] }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>{list}</title>
      </head>
      <body>
        <table>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={`/${list}/${row.id}`}>{row.name}</a>
                </th>
                {CELLS[list]?.(row).map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never move
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </body>
    </html>
  );
}

const { rows, close } = openRowsByKey(process.env.LIAISON_APP_DATABASE_URL ?? "");
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const list = pathname.slice(1);
  const keys = (searchParams.get("keys") ?? "").split(",").map(Number);
  const page = renderToString(<FloorPage list={list} rows={await rows(list, keys)} />);
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html>${page}`);
});
server.listen(Number(process.env.PORT), process.env.HOST);
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void close();
});
