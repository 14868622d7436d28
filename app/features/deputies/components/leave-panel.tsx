import { LEAVE_REASONS } from "#app/domain/plan/states.ts";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { SelectField, TextField } from "#app/ui/form/fields.tsx";

/** Asks before a deputy's leaving is recorded: from which day, and why. */
export function LeavePanel(props: {
  deputyId: number;
  version: number;
  pairs: number;
  answer: FormAnswer | undefined;
}) {
  const { answer } = props;
  const t = useT();
  return (
    <ConfirmPanel
      title={t("deputy.leave.title")}
      effect={t("deputy.leave.effect", { count: props.pairs })}
      confirm={t("deputy.leave.confirm")}
      cancel={{ to: `/deputies/${props.deputyId}`, label: t("common.cancel") }}
      version={props.version}
      errors={formErrors(t, answer)}
      typed={answer && !answer.ok ? answer.typed : undefined}
    >
      <TextField name="leftOn" type="date" label={t("deputy.leave.on")} width={12} />
      <SelectField
        name="reason"
        label={t("deputy.leave.reason")}
        options={LEAVE_REASONS.map((reason) => ({ value: reason, label: t(`deputy.leave.${reason}`) }))}
      />
    </ConfirmPanel>
  );
}
