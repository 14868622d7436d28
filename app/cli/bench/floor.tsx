import { createServer } from "node:http";
import { renderToString } from "react-dom/server";
import { openRowsByKey } from "#app/features/installation/rows-by-key.server.ts";

/** The least page that shows fifty rows: a table of links and texts. */
function FloorPage({ list, rows }: { list: string; rows: string[][] }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>{list}</title>
      </head>
      <body>
        <table>
          <tbody>
            {rows.map(([key, name, ...cells]) => (
              <tr key={key}>
                <th scope="row">
                  <a href={`/${list}/${key}`}>{name}</a>
                </th>
                {cells.map((cell, at) => (
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
