import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainButton, PlainForm, PlainLink } from "#app/ui/plain/plain-form.tsx";
import { PlainNotice, PlainTitle } from "#app/ui/plain/plain-page.tsx";

/** The deputy's private calendar: a new link is shown once, an old one can only be replaced or ended. */
export function CalendarPage(props: { since: string | null; address: string | null; ended: boolean }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { since, address } = props;
  return (
    <>
      <PlainTitle title={t("calendar.title")} lead={t("calendar.lead")} />
      {props.ended ? <PlainNotice title={t("calendar.ended")} /> : null}
      {address === null ? null : (
        <PlainNotice title={t("calendar.made")}>
          <div className="p-stack">
            <p>{t("calendar.madeBody")}</p>
            <div className="p-field">
              <label htmlFor="address">{t("calendar.address")}</label>
              <input className="p-input" id="address" readOnly value={address} />
            </div>
            <PlainLink main href={address.replace(/^https?:/, "webcal:")}>
              {t("calendar.add")}
            </PlainLink>
          </div>
        </PlainNotice>
      )}
      {address === null && since !== null ? (
        <p>{t("calendar.since", { when: formatInstant(since) })}</p>
      ) : null}
      <PlainForm keyless>
        <PlainButton second={address !== null} name="intent" value="make">
          {t(since === null ? "calendar.make" : "calendar.renew")}
        </PlainButton>
        <p className="p-hint">{t(since === null ? "calendar.secret" : "calendar.renewHint")}</p>
        {since === null ? null : (
          <PlainButton second name="intent" value="end">
            {t("calendar.end")}
          </PlainButton>
        )}
      </PlainForm>
    </>
  );
}
