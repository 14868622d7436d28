/**
 * Shows every `everyMs` that a long run is alive. `show` writes it down and tells whether the run is still wanted: once it isn't, `stop` is
 * aborted. A beat that fails is made up by the next one. `end` stops the beating, whatever became of the run.
 */
export function heartbeat(everyMs: number, show: () => Promise<boolean>) {
  const stop = new AbortController();
  const beat = () => {
    show()
      .then((wanted) => {
        if (!wanted) stop.abort();
      })
      .catch(() => {});
  };
  const timer = setInterval(beat, everyMs);
  return { stop, beat, end: () => clearInterval(timer) };
}
