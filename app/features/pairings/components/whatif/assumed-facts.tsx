import { Link } from "@remix-run/react";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import type { Assumed } from "#app/features/pairings/whatif/list-assumed.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";

/** What a what-if takes for granted, above everything it says. */
export function AssumedFacts({ assumed }: { assumed: Assumed }) {
  const t = useT();
  const parts = Object.keys(assumed.policy) as (keyof PairingPolicy)[];
  return (
    <Notice title={t("whatif.assumed")}>
      <p>{t("whatif.never")}</p>
      <ul>
        {assumed.leaving.map((one) => (
          <li key={one.deputyId}>
            <Link to={`/deputies/${one.deputyId}`}>{one.name}</Link>{" "}
            {t("whatif.leaves", { count: one.firms })}
          </li>
        ))}
        {assumed.additions.map((one) => (
          <li key={`${one.township}${one.level}`}>
            {t("whatif.joins", {
              township: one.township,
              level: t.dynamic(`deputy.level.${one.level}`),
              count: one.count,
            })}
          </li>
        ))}
        {parts.map((part) => (
          <li key={part}>
            {t("whatif.becomes", {
              part: t(`policy.part.${part}`),
              value: shown(t, assumed.policy[part]),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A part of the policy as one line: numbers, or level by level. */
function shown(t: ReturnType<typeof useT>, value: PairingPolicy[keyof PairingPolicy] | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.join(" / ");
  return Object.entries(value)
    .map(([level, one]) => {
      const said = typeof one === "number" ? String(one) : t.dynamic(`policy.reach.${one}`);
      return `${t.dynamic(`deputy.level.${level}`)} ${said}`;
    })
    .join(t("plan.separator"));
}
