import { type ChildProcess, fork } from "node:child_process";
import { FROM_SOURCES, ownFile } from "../start-worker.ts";
import { beginsAsPicture, type Picture } from "./formats.ts";

export type PictureTask = { bytes: Uint8Array; megapixels: number };
export type PictureAnswer = Picture;

const CHILD = "app/platform/pictures/picture-child.ts";
/** A picture that isn't done by then ends the child. */
const DEADLINE_MS = 20_000;
/** How long the child waits for the next picture. */
const IDLE_MS = 30_000;

let child: ChildProcess | null = null;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes a photo harmless: known by its magic bytes, decoded up to `megapixels`, turned upright, shrunk, and written anew as webp without
 * any metadata (place, device, thumbnails, trailing data are gone). That is done by a process of its own, one picture after the other:
 * what decoding takes goes back to the machine, a picture that takes too long or kills it costs nothing but itself, and a burst of
 * uploads can't take the whole machine. Of the environment the child gets nothing secret.
 */
export async function reencodePhoto(bytes: Uint8Array, megapixels: number): Promise<Picture> {
  if (!beginsAsPicture(bytes)) return { ok: false, why: "not_an_image" };
  const answer = turn.then(() => askChild({ bytes, megapixels }));
  turn = answer;
  return answer;
}

function askChild(task: PictureTask): Promise<PictureAnswer> {
  clearTimeout(idle);
  const asked = child ?? startChild();
  child = asked;
  asked.ref();
  asked.channel?.ref();
  return new Promise((resolve) => {
    const done = (answer: PictureAnswer) => {
      clearTimeout(deadline);
      asked.off("message", answered).off("exit", failed).off("error", failed);
      resolve(answer);
    };
    const answered = (answer: unknown) => {
      rest(asked);
      done(answer as PictureAnswer);
    };
    const failed = () => {
      if (child === asked) child = null;
      asked.kill("SIGKILL");
      done({ ok: false, why: "unreadable" });
    };
    const deadline = setTimeout(failed, DEADLINE_MS);
    asked.on("message", answered).on("exit", failed).on("error", failed);
    asked.send(task, (error) => error && failed());
  });
}

/** Leaves the child to wait; neither it nor the clock keeps a program from ending. */
function rest(waiting: ChildProcess): void {
  idle = setTimeout(() => {
    child = null;
    if (waiting.connected) waiting.disconnect();
  }, IDLE_MS);
  idle.unref();
  waiting.unref();
  waiting.channel?.unref();
}

/** One arena of the C library: with one for each thread, what one picture has left is not used for the next. */
function startChild(): ChildProcess {
  const started = fork(ownFile(CHILD), {
    execArgv: FROM_SOURCES ? ["--import", "tsx"] : [],
    serialization: "advanced",
    env: { PATH: process.env.PATH, NODE_ENV: "production", MALLOC_ARENA_MAX: "1" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  // Whenever it ends or can no longer be reached, busy or waiting, the next picture gets a new one.
  const forget = () => {
    if (child === started) child = null;
  };
  return started.on("exit", forget).on("error", forget);
}
