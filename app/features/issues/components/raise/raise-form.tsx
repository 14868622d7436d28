import { CONFIDENTIALITIES } from "#app/domain/issue/states.ts";
import { OUT_OF_SCOPE } from "#app/domain/issue/telling/out-of-scope.ts";
import type { DuplicateProposal } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import type { RaiseFormFacts } from "#app/features/issues/queries/open-raise-form.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { errorAt, type FormError } from "#app/i18n/form-messages.ts";
import {
  PlainButton,
  PlainChoices,
  PlainErrorSummary,
  PlainField,
  PlainForm,
  PlainSelect,
  PlainTextarea,
} from "#app/ui/plain/plain-form.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";
import { RaiseCompare } from "./raise-compare.tsx";

/** The form 提出诉求 without React; it says who will see it before it is sent. */
export function RaiseForm(props: {
  facts: RaiseFormFacts;
  errors: readonly FormError[];
  typed?: Record<string, string>;
  /** Earlier issues that may be the same matter as what was typed. */
  proposals: readonly DuplicateProposal[];
}) {
  const t = useT();
  const { facts, errors, typed } = props;
  const was = (name: string, otherwise = "") => (typed === undefined ? otherwise : (typed[name] ?? ""));
  const at = (name: string) => ({
    name,
    label: t.dynamic(`issue.field.${name}`),
    error: errorAt(errors, name),
    errorPrefix: t("form.errorPrefix"),
  });
  const summary = (
    <PlainErrorSummary title={t("form.errorSummary", { count: errors.length })} errors={errors} />
  );
  if (facts.firms.length === 0)
    return (
      <>
        {summary}
        <PlainNotice tone="warn">{t("issue.new.noFirm")}</PlainNotice>
      </>
    );
  return (
    <>
      {summary}
      <details className="p-more">
        <summary>{t("issue.outOfScope.title")}</summary>
        <dl className="p-facts">
          {OUT_OF_SCOPE.map((one) => (
            <div key={one}>
              <dt>{t(`issue.outOfScope.${one}`)}</dt>
              <dd>{t(`issue.outOfScope.${one}.where`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <RaiseCompare typed={typed ?? {}} proposals={props.proposals} />
      <PlainForm>
        {props.proposals.length === 0 ? null : <input type="hidden" name="compared" value="on" />}
        <PlainChoices
          {...at("firmId")}
          defaultValue={was("firmId", String(facts.chosenFirmId ?? ""))}
          options={facts.firms.map((firm) => ({ value: String(firm.firmId), label: firm.name }))}
        />
        <PlainField
          {...at("title")}
          label={t("issue.new.title")}
          maxLength={60}
          defaultValue={was("title")}
        />
        <PlainTextarea {...at("words")} label={t("issue.new.words")} rows={6} defaultValue={was("words")} />
        <PlainSelect
          {...at("categoryCode")}
          label={t("issue.new.category")}
          placeholder={t("issue.new.categoryUnknown")}
          defaultValue={was("categoryCode")}
          options={facts.categories.map((one) => ({
            value: one.categoryCode,
            label: t.locale === "en" ? one.nameEn : one.name,
          }))}
        />
        <PlainChoices
          {...at("confidentiality")}
          label={t("issue.new.whoSees")}
          defaultValue={was("confidentiality", "open")}
          options={CONFIDENTIALITIES.map((one) => ({
            value: one,
            label: t(`issue.new.sees.${one}`),
            hint: t(`issue.new.seesHint.${one}`),
          }))}
        />
        <label className="p-choice">
          <input type="checkbox" name="urgent" defaultChecked={was("urgent") !== ""} />
          <span>{t("issue.new.urgent")}</span>
        </label>
        <PlainButton>
          {t(props.proposals.length === 0 ? "issue.new.send" : "issue.new.sendAnyway")}
        </PlainButton>
      </PlainForm>
    </>
  );
}
