import { useT } from "#app/i18n/context.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";

/** The secret link and how to keep it; the button to copy it appears where there is a script. */
export function LinkNote(props: { link: string }) {
  const t = useT();
  return (
    <PlainNotice title={t("status.keep")}>
      <div data-sent="" className="p-stack">
        <p>{t("status.keep1")}</p>
        <p>{t("status.keep2")}</p>
        <div className="p-field">
          <label htmlFor="link">{t("status.link")}</label>
          <input className="p-input" id="link" readOnly value={props.link} />
        </div>
        <button type="button" className="p-btn p-btn2" data-copy="link" data-done={t("status.copied")} hidden>
          {t("status.copy")}
        </button>
      </div>
    </PlainNotice>
  );
}
