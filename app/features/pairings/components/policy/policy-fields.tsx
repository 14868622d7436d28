import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { REACHES } from "#app/domain/plan/pairing-policy.ts";
import { useT } from "#app/i18n/context.tsx";
import { FieldGroup, SelectField, TextField } from "#app/ui/form/fields.tsx";
import css from "./policy.module.css";

type Values = Readonly<Record<string, string>>;

/** Capacities and reach by level, and the weights of fit, by name. */
export function PolicyFields({ values }: { values: Values }) {
  const t = useT();
  const weight = (name: string, label: string, hint?: string) => (
    <TextField
      key={name}
      name={name}
      label={label}
      hint={hint}
      inputMode="numeric"
      width={12}
      defaultValue={values[name]}
    />
  );
  return (
    <>
      <FieldGroup title={t("policy.capacity")} hint={t("policy.capacityHint")}>
        <div className={css.grid}>
          {DEPUTY_LEVELS.map((level) => weight(`capacity_${level}`, t.dynamic(`deputy.level.${level}`)))}
        </div>
      </FieldGroup>
      <FieldGroup title={t("policy.reach")} hint={t("policy.reachHint")}>
        <div className={css.grid}>
          {DEPUTY_LEVELS.map((level) => (
            <SelectField
              key={level}
              name={`reach_${level}`}
              label={t.dynamic(`deputy.level.${level}`)}
              defaultValue={values[`reach_${level}`]}
              options={REACHES.map((reach) => ({ value: reach, label: t(`policy.reach.${reach}`) }))}
            />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup title={t("policy.weights")} hint={t("policy.weightsHint")}>
        <div className={css.grid}>
          {weight("distance1", t("policy.distance1"))}
          {weight("distance2", t("policy.distance2"))}
          {weight("sector1", t("policy.sector1"))}
          {weight("sector2", t("policy.sector2"))}
          {weight("gapStep", t("policy.gapStep"), t("policy.gapHint"))}
          {weight("load0", t("policy.load0"), t("policy.loadHint"))}
          {weight("load1", t("policy.load1"))}
          {weight("load2", t("policy.load2"))}
          {weight("unpaired", t("policy.unpaired"))}
        </div>
      </FieldGroup>
    </>
  );
}
