import type { ChosenPreview } from "#app/features/firms/preview-chosen.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { type Places, TownshipField } from "./firm-panels.tsx";

/** The preview of a bulk action: which firms it means, and the form that does it. */
export function FirmBulk(props: {
  intent: "place" | "join" | "leave";
  preview: ChosenPreview;
  /** Hidden fields that name the chosen firms. */
  chosen: readonly { name: string; value: string }[];
  places: Places;
  back: string;
  errors: readonly FieldError[];
  typed: Typed;
}) {
  const t = useT();
  const { formatNumber } = useFormat();
  const { intent, preview } = props;
  const back = { to: props.back, label: t("firm.bulk.back") };
  const lead = preview.atLeast
    ? t("firm.bulk.leadAtLeast", { count: formatNumber(preview.count) })
    : t("firm.bulk.lead", { count: preview.count });
  if (preview.count === 0)
    return (
      <>
        <PageHeader title={t("firm.bulk.title")} back={back} />
        <ErrorSummary errors={props.errors} />
        <EmptyState
          title={t("firm.bulk.nothing")}
          hint={t("firm.bulk.nothingHint")}
          action={<LinkButton to={props.back}>{back.label}</LinkButton>}
        />
      </>
    );
  return (
    <>
      <PageHeader title={t("firm.bulk.title")} lead={lead} back={back} />
      <ConfirmPanel
        title={t(`firm.${intent}.title`)}
        effect={
          <>
            <p>{t(`firm.${intent}.effect`)}</p>
            <ul>
              {preview.names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            {preview.count > preview.names.length ? (
              <p>{t("firm.bulk.more", { count: formatNumber(preview.count) })}</p>
            ) : null}
          </>
        }
        confirm={t(`firm.${intent}.save`)}
        cancel={{ to: props.back, label: t("common.cancel") }}
        hidden={{ intent }}
        errors={props.errors}
        typed={props.typed}
      >
        {props.chosen.map(({ name, value }) => (
          <input key={name + value} type="hidden" name={name} value={value} />
        ))}
        {intent === "place" ? (
          <TownshipField places={props.places} />
        ) : (
          <TextField name="reason" label={t("firm.reason")} maxLength={200} />
        )}
      </ConfirmPanel>
    </>
  );
}
