import { CONTACT_KINDS, CONTACT_OUTCOMES, CONTACT_TOPICS } from "#app/domain/contact/kinds.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { errorAt, type FormError } from "#app/i18n/form-messages.ts";
import {
  PlainButton,
  PlainChoices,
  PlainErrorSummary,
  PlainField,
  PlainForm,
  PlainTextarea,
} from "#app/ui/plain/plain-form.tsx";
import type { ContactFormFacts } from "../open-contact-form.query.server.ts";

/** The form 记走访 without React: firm, words, save; everything else folded away below the words. */
export function ContactForm(props: {
  facts: ContactFormFacts;
  contactId: string;
  errors: readonly FormError[];
  typed?: Record<string, string>;
}) {
  const t = useT();
  const { formatDay } = useFormat();
  const { facts, errors, typed } = props;
  const was = (name: string, otherwise = "") => (typed === undefined ? otherwise : (typed[name] ?? ""));
  const at = (name: string) => ({
    name,
    error: errorAt(errors, name),
    errorPrefix: t("form.errorPrefix"),
  });
  return (
    <>
      <PlainErrorSummary
        title={t("form.errorSummary", { count: errors.length })}
        errors={errors.filter((error) => error.message !== "")}
      />
      <PlainForm keyless log>
        <input type="hidden" name="contactId" value={was("contactId", props.contactId)} />
        {facts.firms.length > 0 ? (
          <PlainChoices
            {...at("firmId")}
            label={t("contact.new.firm")}
            hint={facts.firms.length > 1 ? t("contact.new.firmHint") : undefined}
            many
            defaultValue={was("firmId", String(facts.chosenFirmId ?? ""))}
            options={facts.firms.map((firm) => ({ value: String(firm.firmId), label: firm.name }))}
          />
        ) : (
          <OtherFirm
            at={at}
            was={was}
            label={t("contact.new.firm")}
            lead={facts.recordsForOthers ? undefined : t("contact.new.noFirms")}
          />
        )}
        {facts.recordsForOthers ? (
          <PlainField
            {...at("withDeputies")}
            label={t("contact.new.forDeputies")}
            hint={t("contact.new.forDeputiesHint")}
            defaultValue={was("withDeputies")}
            required
          />
        ) : null}
        <PlainTextarea
          {...at("internalNote")}
          label={t("contact.new.note")}
          hint={t("contact.new.noteHint")}
          rows={6}
          defaultValue={was("internalNote")}
        />
        <p className="p-hint">
          <span data-day="">{formatDay(facts.today)}</span> · {t("contact.new.asUsual")}
        </p>
        <PlainButton>{t("contact.new.save")}</PlainButton>
        <details className="p-more" open={typed !== undefined || undefined}>
          <summary>{t("contact.new.notMet")}</summary>
          <PlainChoices
            {...at("outcome")}
            label={t("contact.new.outcome")}
            hint={t("contact.new.outcomeHint")}
            inline
            defaultValue={was("outcome", "met")}
            options={CONTACT_OUTCOMES.map((one) => ({ value: one, label: t(`contact.outcome.${one}`) }))}
          />
        </details>
        <details className="p-more" open={typed !== undefined || undefined}>
          <summary>{t("contact.new.finding")}</summary>
          <PlainField
            {...at("findingTitle")}
            label={t("contact.new.findingTitle")}
            hint={t("contact.new.findingNote")}
            maxLength={60}
            defaultValue={was("findingTitle")}
          />
          <PlainTextarea
            {...at("findingWords")}
            label={t("contact.new.findingWords")}
            rows={2}
            defaultValue={was("findingWords")}
          />
          <label className="p-choice">
            <input type="checkbox" name="findingShielded" defaultChecked={was("findingShielded") !== ""} />
            <span>{t("contact.new.findingShielded")}</span>
          </label>
        </details>
        {/* What was typed there must be seen again. */}
        <details
          className="p-more"
          open={typed !== undefined || undefined}
          data-extra={typed === undefined && !facts.recordsForOthers ? "" : undefined}
        >
          <summary>{t("contact.new.more")}</summary>
          <PlainField
            {...at("happenedOn")}
            label={t("contact.new.day")}
            type="date"
            defaultValue={was("happenedOn", facts.today)}
          />
          <PlainChoices
            {...at("kind")}
            label={t("contact.new.kind")}
            inline
            defaultValue={was("kind", "visit")}
            options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`contact.kind.${kind}`) }))}
          />
          <PlainField
            {...at("nextVisitOn")}
            label={t("contact.new.nextVisit")}
            type="date"
            defaultValue={was("nextVisitOn")}
          />
          <PlainChoices
            {...at("topics")}
            label={t("contact.new.topics")}
            inline
            many
            defaultValue={was("topics")}
            options={CONTACT_TOPICS.map((one) => ({ value: one, label: t(`contact.topic.${one}`) }))}
          />
          <PlainField {...at("peopleMet")} label={t("contact.new.people")} defaultValue={was("peopleMet")} />
          <PlainField {...at("place")} label={t("contact.new.place")} defaultValue={was("place")} />
          {facts.recordsForOthers ? null : (
            <PlainField
              {...at("withDeputies")}
              label={t("contact.new.with")}
              hint={t("contact.new.withHint")}
              defaultValue={was("withDeputies")}
            />
          )}
          {facts.firms.length > 0 ? <OtherFirm at={at} was={was} label={t("contact.new.otherFirm")} /> : null}
          <PlainTextarea
            {...at("firmNote")}
            label={t("contact.new.firmNote")}
            hint={t("contact.new.firmNoteHint")}
            rows={3}
            defaultValue={was("firmNote")}
          />
        </details>
        <PhotoField label={t("contact.new.photos")} hint={t("contact.new.photosHint")} />
      </PlainForm>
    </>
  );
}

/** Shown by the outbox, which looks after photos; without it they are added to the saved record. */
function PhotoField(props: { label: string; hint: string }) {
  return (
    <div className="p-field" data-photos="" hidden>
      <label htmlFor="photos">{props.label}</label>
      <span className="p-hint">{props.hint}</span>
      <input className="p-input" id="photos" type="file" multiple accept="image/jpeg,image/png,image/webp" />
      <p role="status" data-photo-note="" />
      <div className="p-photos" data-photo-shelf="" />
    </div>
  );
}

function OtherFirm(props: {
  at: (name: string) => { name: string; error?: string; errorPrefix: string };
  was: (name: string) => string;
  label: string;
  lead?: string;
}) {
  const t = useT();
  return (
    <>
      {props.lead === undefined ? null : <p className="p-lead">{props.lead}</p>}
      <PlainField
        {...props.at("otherFirm")}
        label={props.label}
        hint={t("contact.new.otherFirmHint")}
        defaultValue={props.was("otherFirm")}
      />
    </>
  );
}
