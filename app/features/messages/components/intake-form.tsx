import { useT } from "#app/i18n/context.tsx";
import { errorAt, type FormError } from "#app/i18n/form-messages.ts";
import {
  PlainButton,
  PlainErrorSummary,
  PlainField,
  PlainForm,
  PlainTextarea,
} from "#app/ui/plain/plain-form.tsx";
import { PlainNotice, PlainTitle } from "#app/ui/plain/plain-page.tsx";

/** Whose page it is. */
export type IntakeOwner = { kind: "deputy" | "station"; name: string; place: string };

/** The page behind a code: whose it is, one box, a phone; who will see it stands above the button. */
export function IntakeForm(props: {
  owner: IntakeOwner;
  opened: string;
  errors: readonly FormError[];
  typed: Record<string, string> | undefined;
}) {
  const t = useT();
  const { owner, errors, typed = {} } = props;
  const at = (name: string) => ({
    name,
    error: errorAt(errors, name),
    errorPrefix: t("form.errorPrefix"),
    defaultValue: typed[name],
  });
  const { name } = owner;
  return (
    <div className="p-stack" data-intake="" data-answered={errors.length > 0 ? "1" : undefined}>
      <PlainTitle title={t(`intake.title.${owner.kind}`, { name })} lead={owner.place} />
      <p>{t("intake.lead")}</p>
      <PlainErrorSummary
        title={t("form.errorSummary", { count: errors.length })}
        errors={errors.map(({ field, message }) => ({ field: field || "words", message }))}
      />
      <div data-draft-note="" hidden>
        <PlainNotice>{t("intake.draft")}</PlainNotice>
      </div>
      <PlainForm upload>
        <input type="hidden" name="opened" value={props.opened} />
        <PlainTextarea
          {...at("words")}
          label={t("intake.words")}
          hint={t("intake.wordsHint")}
          rows={6}
          required
        />
        <PlainField
          {...at("phone")}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          label={t("intake.phone")}
          hint={t("intake.phoneHint")}
          required
        />
        <PlainField
          {...at("firmName")}
          autoComplete="organization"
          label={t("intake.firmName")}
          hint={t("intake.firmNameHint")}
        />
        <div className="p-trap" aria-hidden="true">
          <label htmlFor="website">{t("intake.website")}</label>
          <input id="website" name="website" tabIndex={-1} autoComplete="off" />
        </div>
        <Tick
          name="sealed"
          label={t("intake.sealed")}
          hint={t("intake.sealedHint")}
          on={typed.sealed === "on"}
        />
        <Tick
          name="direct"
          label={t("intake.direct")}
          hint={t("intake.directHint")}
          on={typed.direct === "on"}
        />
        <div className="p-field">
          <label htmlFor="photo">{t("intake.photo")}</label>
          <input className="p-input" id="photo" type="file" name="photo" accept="image/*" multiple />
        </div>
        <PlainNotice title={t("intake.who")}>
          <p>{t(owner.kind === "deputy" ? "intake.whoDeputy" : "intake.whoStation", { name })}</p>
          <p>{t("intake.whoUnits")}</p>
        </PlainNotice>
        <PlainButton>{t("intake.send")}</PlainButton>
      </PlainForm>
      <p className="p-foot">{t("intake.privacy")}</p>
    </div>
  );
}

function Tick(props: { name: string; label: string; hint: string; on: boolean }) {
  return (
    <label className="p-choice">
      <input type="checkbox" name={props.name} defaultChecked={props.on} />
      <span>
        {props.label}
        <span className="p-hint">{props.hint}</span>
      </span>
    </label>
  );
}
