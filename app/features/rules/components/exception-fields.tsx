import { SEVERITIES } from "#app/domain/issue/states.ts";
import { EXCEPTIONS, type LadderException, placeOf } from "#app/domain/supervision/ladder-exceptions.ts";
import type { LadderDraft } from "#app/domain/supervision/rehearsal.ts";
import { useT } from "#app/i18n/context.tsx";
import type { Translator } from "#app/i18n/translator.ts";
import { SelectField, TextField } from "#app/ui/form/fields.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import type { RulesPage } from "../get-rules.query.server.ts";
import css from "./rules.module.css";

/** An exception in words: where it holds (names, not codes), and its numbers. */
export function exceptionWords(
  t: Translator,
  one: LadderException & { category: string | null; county: string | null },
): string {
  const severity = one.severity === null ? null : t(`issue.severity.${one.severity}`);
  return t("rules.exceptionAt", {
    where: [one.category, severity, one.county].filter((part) => part !== null).join(" · "),
    percent: Math.round(one.yellowShare * 100),
    level2: one.level2Days,
    level3: one.level3Days,
  });
}

/** The exceptions in force, for who may read the rules and not change them. */
export function ExceptionList(props: { ladder: LadderDraft; places: RulesPage["places"] }) {
  const t = useT();
  const known = props.ladder.exceptions ?? [];
  const named = (choices: { code: string; name: string; nameEn: string }[], code: string | null) => {
    const found = choices.find((choice) => choice.code === code);
    return found === undefined ? code : t.locale === "en" ? found.nameEn : found.name;
  };
  return (
    <Section title={t("rules.exceptions")}>
      {known.length === 0 ? <p className={css.quiet}>{t("rules.noneInForce")}</p> : null}
      <ul>
        {known.map((one) => (
          <li key={placeOf(one)}>
            {exceptionWords(t, {
              ...one,
              category: named(props.places.categories, one.categoryCode),
              county: named(props.places.counties, one.countyCode),
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

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
