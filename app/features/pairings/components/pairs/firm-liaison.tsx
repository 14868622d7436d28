import type { Handover } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import type { Care } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

/** That the township office looks after a firm. */
export function CareNotice({ care }: { care: Care | null }) {
  const t = useT();
  if (care === null) return null;
  const { township } = care;
  return (
    <Notice tone="warn">
      {care.former === null ? t("care.noticeNone", { township }) : t("care.notice", { township })}
    </Notice>
  );
}

/** Handovers on a firm's or a deputy's record, and the way to the page of the pair. */
export function Handovers(props: { rows: readonly Handover[]; pairHref?: string; of: "firm" | "deputy" }) {
  const t = useT();
  const { formatDay } = useFormat();
  if (props.rows.length === 0 && !props.pairHref) return null;
  return (
    <Section
      title={t("handover.title")}
      actions={
        props.pairHref ? (
          <LinkButton to={props.pairHref} look="quiet" icon="link">
            {t("pair.title")}
          </LinkButton>
        ) : null
      }
    >
      {props.rows.length === 0 ? <p>{t("handover.empty")}</p> : null}
      <ul>
        {props.rows.map((row) => (
          <li key={row.handoverId}>
            <a href={`/handovers/${row.handoverId}`}>
              {props.of === "deputy" ? `${row.firm}：` : null}
              {row.from.name} → {row.to?.name ?? t("handover.care")}
            </a>{" "}
            <small>{formatDay(row.handedOn)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
