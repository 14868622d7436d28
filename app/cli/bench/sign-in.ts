import { Agent } from "node:http";
import { send } from "./drive.ts";

/** Signs in through the login form; returns the session's cookie. */
export async function signIn(port: number, login: string, password: string): Promise<string> {
  const { status, answer } = await send(port, new Agent(), {
    path: "/login",
    method: "POST",
    headers: {
      Origin: `http://127.0.0.1:${port}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ login, password, next: "/" }).toString(),
  });
  const cookie = answer.headers["set-cookie"]?.find((one) => one.startsWith("liaison_session="));
  if (!cookie) throw new Error(`signing in as ${login} was answered with ${status}`);
  return cookie.split(";")[0]!;
}
