import { createServer as createHttp, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer as createTcp, type Socket } from "node:net";

/** A mail that a server took, as it came over the wire. */
export type TakenMail = { from: string; to: string; data: string };

const listening = (server: {
  listen: (port: number, host: string, then: () => void) => unknown;
  address: () => unknown;
}) =>
  new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );

/** A real SMTP server of a few lines: takes mails, or refuses them while `refusing` is on. */
export async function smtpServer() {
  const mails: TakenMail[] = [];
  const state = { refusing: false };
  const sockets = new Set<Socket>();
  const server = createTcp((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    let mail = { from: "", to: "", data: "" };
    let inData = false;
    let kept = "";
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      kept += chunk.toString();
      for (let end = kept.indexOf("\r\n"); end >= 0; end = kept.indexOf("\r\n")) {
        const line = kept.slice(0, end);
        kept = kept.slice(end + 2);
        if (inData && line !== ".") mail.data += `${line}\n`;
        else if (inData) {
          inData = false;
          mails.push(mail);
          mail = { from: "", to: "", data: "" };
          socket.write("250 taken\r\n");
        } else if (/^MAIL FROM/i.test(line)) {
          mail.from = line;
          socket.write(state.refusing ? "451 not now\r\n" : "250 ok\r\n");
        } else if (/^RCPT TO/i.test(line)) {
          mail.to = line.replace(/^.*<(.*)>.*$/, "$1");
          socket.write("250 ok\r\n");
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
  });
  const port = await listening(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    state,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A request that a receiver took. */
export type TakenPost = { path: string; headers: IncomingHttpHeaders; body: string };

/** A receiver of webhooks: answers with `state.status` and `state.answer`. */
export async function hookServer() {
  const posts: TakenPost[] = [];
  const state = { status: 200, answer: { errcode: 0 } as object };
  const server = createHttp((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      posts.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(state.status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(state.answer));
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    state,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
