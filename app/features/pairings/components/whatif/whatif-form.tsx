import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { PolicyFields } from "#app/features/pairings/components/policy/policy-fields.tsx";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, FieldGroup, SelectField, TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import css from "./whatif.module.css";

type Place = { code: string; name: string; countyCode: string };

/** Asks what would be: deputies who leave, others who join, other capacities or weights. Nothing of it is ever published. */
export function WhatifForm(props: {
  counties: readonly { code: string; name: string }[];
  townships: readonly Place[];
  values: Readonly<Record<string, string>>;
  leaving: string;
  wholeCity: boolean;
  answer: FormAnswer | undefined;
}) {
  const { answer, values } = props;
  const t = useT();
  const nameOf = new Map(props.counties.map(({ code, name }) => [code, name]));
  const townships = props.townships.map(({ code, name, countyCode }) => ({
    value: code,
    label: props.wholeCity ? `${nameOf.get(countyCode) ?? ""} ${name}` : name,
  }));
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const policyTouched = ["capacity_", "reach_", "distance", "sector", "gap", "load", "unpaired", "keep"].some(
    (start) =>
      Object.entries(typed ?? {}).some(([name, value]) => name.startsWith(start) && value !== values[name]),
  );
  return (
    <>
      <PageHeader
        title={t("whatif.title")}
        lead={t("whatif.lead")}
        back={{ to: "/plans", label: t("nav.pairing") }}
      />
      <PostForm
        errors={formErrors(t, answer)}
        typed={typed}
        buttons={
          <>
            <SubmitButton>{t("whatif.start")}</SubmitButton>
            <LinkButton to="/plans" look="quiet">
              {t("common.cancel")}
            </LinkButton>
          </>
        }
      >
        {props.wholeCity ? (
          <SelectField
            name="countyCode"
            label={t("plan.scope")}
            options={[
              { value: "", label: t("plan.wholeCity") },
              ...props.counties.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        ) : null}
        <ChoiceField
          name="base"
          label={t("whatif.base")}
          defaultValue="repair"
          options={[
            { value: "repair", label: t("plan.mode.repair") },
            { value: "reoptimise", label: t("plan.mode.reoptimise") },
          ]}
        />
        <TextareaField
          name="leaving"
          label={t("whatif.leaving")}
          hint={t("whatif.leavingHint")}
          optional
          rows={4}
          maxLength={8000}
          defaultValue={props.leaving}
        />
        <FieldGroup title={t("whatif.additions")} hint={t("whatif.additionsHint")}>
          {([1, 2, 3] as const).map((row) => (
            <div key={row} className={css.row}>
              <SelectField
                name={`township_${row}`}
                label={t("plan.township")}
                placeholder={t("common.none")}
                options={townships}
              />
              <SelectField
                name={`level_${row}`}
                label={t("whatif.level")}
                defaultValue="township"
                options={DEPUTY_LEVELS.map((level) => ({
                  value: level,
                  label: t.dynamic(`deputy.level.${level}`),
                }))}
              />
              <TextField
                name={`count_${row}`}
                label={t("whatif.count")}
                inputMode="numeric"
                width={6}
                defaultValue="0"
              />
            </div>
          ))}
        </FieldGroup>
        <details open={policyTouched}>
          <summary>{t("whatif.policy")}</summary>
          <PolicyFields values={values} />
          <FieldGroup title={t("policy.stability")} hint={t("policy.stabilityHint")}>
            {(["keepRepair", "keepReoptimise"] as const).map((name) => (
              <TextField
                key={name}
                name={name}
                label={t(`policy.${name}`)}
                hint={t(`policy.${name}Hint`)}
                inputMode="numeric"
                width={12}
                defaultValue={values[name]}
              />
            ))}
          </FieldGroup>
        </details>
      </PostForm>
    </>
  );
}
