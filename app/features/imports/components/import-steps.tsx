import type { ImportProgress } from "#app/features/imports/judged-row.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

/** How far the check of an uploaded list has come, in words and as a bar. */
export function ImportSteps({ progress }: { progress: ImportProgress }) {
  const t = useT();
  const { formatCount } = useFormat();
  const rows = "rows" in progress ? formatCount(progress.rows) : "";
  const done = progress.step === "store" ? progress.done : undefined;
  return (
    <p data-progress={progress.step}>
      <label>
        {t(`imports.progress.${progress.step}`, { rows, done: formatCount(done ?? 0) })}
        <br />
        <progress value={done} max={"rows" in progress ? progress.rows : 1} />
      </label>
    </p>
  );
}
