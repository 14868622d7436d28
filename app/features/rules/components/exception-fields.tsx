import { SEVERITIES } from "#app/domain/issue/states.ts";
import { EXCEPTIONS, type LadderException } from "#app/domain/supervision/ladder-exceptions.ts";
import type { LadderDraft } from "#app/domain/supervision/rehearsal.ts";
import { useT } from "#app/i18n/context.tsx";
import { SelectField, TextField } from "#app/ui/form/fields.tsx";
import type { RulesPage } from "../get-rules.query.server.ts";
import css from "./rules.module.css";

/** Exceptions to the ladder 例外: those there are, and room for one more; one without category, severity and county is none. */
export function ExceptionFields(props: { ladder: LadderDraft; places: RulesPage["places"] }) {
  const t = useT();
  const known = props.ladder.exceptions ?? [];
  const rows: (LadderException | null)[] = known.length < EXCEPTIONS.length ? [...known, null] : [...known];
  const named = (choices: { code: string; name: string; nameEn: string }[]) =>
    choices.map(({ code, name, nameEn }) => ({
      value: code,
      label: t.locale === "en" ? nameEn : name,
    }));
  return (
    <details open={known.length > 0}>
      <summary>{t("rules.exceptions")}</summary>
      <p className={css.quiet}>{t("rules.exceptionsNote")}</p>
      {rows.map((one, index) => {
        const name = (field: string) => `exception${index}_${field}`;
        const number = (field: "level2Days" | "level3Days") => (
          <TextField
            name={name(field)}
            label={t(`rules.rule.${field}`)}
            type="number"
            inputMode="numeric"
            width={6}
            defaultValue={String(one?.[field] ?? props.ladder[field])}
          />
        );
        return (
          <fieldset key={name("")} className={css.exception}>
            <legend>{one === null ? t("rules.newException") : t("rules.exception", { n: index + 1 })}</legend>
            <div className={css.grid}>
              <SelectField
                name={name("category")}
                label={t("rules.exceptionCategory")}
                options={named(props.places.categories)}
                placeholder={t("rules.anywhere")}
                defaultValue={one?.categoryCode ?? ""}
              />
              <SelectField
                name={name("severity")}
                label={t("rules.exceptionSeverity")}
                options={SEVERITIES.map((value) => ({ value, label: t(`issue.severity.${value}`) }))}
                placeholder={t("rules.anywhere")}
                defaultValue={one?.severity ?? ""}
              />
              <SelectField
                name={name("county")}
                label={t("rules.exceptionCounty")}
                options={named(props.places.counties)}
                placeholder={t("rules.anywhere")}
                defaultValue={one?.countyCode ?? ""}
              />
              <TextField
                name={name("yellowPercent")}
                label={t("rules.rule.yellowPercent")}
                type="number"
                inputMode="numeric"
                width={6}
                defaultValue={String(Math.round((one?.yellowShare ?? props.ladder.yellowShare) * 100))}
              />
              {number("level2Days")}
              {number("level3Days")}
            </div>
          </fieldset>
        );
      })}
    </details>
  );
}
