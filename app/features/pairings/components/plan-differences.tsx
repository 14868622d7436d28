import { Link } from "@remix-run/react";
import type { Difference } from "#app/features/pairings/publish/list-differences.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";

/** What in the registers stands against a draft, each with the firm or deputy it is about. */
export function PlanDifferences(props: { differences: readonly Difference[]; count: number }) {
  const t = useT();
  const { formatCount } = useFormat();
  if (props.count === 0) return null;
  const rest = props.count - props.differences.length;
  return (
    <Notice tone="warn" title={t("plan.differences", { count: props.count })}>
      <p>{t("plan.differencesHint")}</p>
      <ul>
        {props.differences.map((one) => (
          <li key={`${one.kind}${one.firmId}/${one.deputyId}`}>
            {t(`plan.difference.${one.kind}`)}
            {one.firmId === null ? null : (
              <>
                {" "}
                <Link to={`/firms/${one.firmId}`}>{one.firm}</Link>
              </>
            )}
            {one.deputyId === null ? null : (
              <>
                {" "}
                <Link to={`/deputies/${one.deputyId}`}>{one.deputy}</Link>
              </>
            )}
          </li>
        ))}
      </ul>
      {rest > 0 ? <p>{t("plan.differencesMore", { count: formatCount(rest) })}</p> : null}
    </Notice>
  );
}
