import { cpus } from "node:os";

/** Measures how much of the machine's processors is left over: each call answers with the share (0 to 1) of all their time that nobody used since the last one. */
export function spareMeter(): () => number {
  let last = timesOfAll();
  return () => {
    const now = timesOfAll();
    const all = now.all - last.all;
    const idle = now.idle - last.idle;
    last = now;
    return all > 0 ? idle / all : 1;
  };
}

function timesOfAll() {
  let all = 0;
  let idle = 0;
  for (const { times } of cpus()) {
    all += times.user + times.nice + times.sys + times.irq + times.idle;
    idle += times.idle;
  }
  return { all, idle };
}
