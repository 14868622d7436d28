import { OUT_OF_SCOPE } from "#app/domain/issue/telling/out-of-scope.ts";
import { useT } from "#app/i18n/context.tsx";
import { Button } from "#app/ui/form/button.tsx";

/** Fills a field of the form that declines; what a person has typed is replaced only where nothing stands. */
function put(name: string, text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(
    `form:has(button[value="decline"]) [name="${name}"]`,
  );
  if (field !== null && field.value.trim() === "") field.value = text;
}

/** Beside the form that declines: what is not for this office, and where to go instead, ready to be taken over. */
export function DeclineHelp() {
  const t = useT();
  return (
    <ul>
      {OUT_OF_SCOPE.map((one) => {
        const what = t(`issue.outOfScope.${one}`);
        const where = t(`issue.outOfScope.${one}.where`);
        return (
          <li key={one}>
            <b>{what}</b>
            <p>{where}</p>
            <Button
              look="quiet"
              onClick={() => {
                put("reason", t("issue.outOfScope.reason", { what }));
                put("whereToGo", where);
              }}
            >
              {t("issue.outOfScope.use")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
