import { useT } from "#app/i18n/context.tsx";
import { Button } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";

/** Asks a page for a day in the past, by its address. */
export function DayQuestion(props: { day: string | null }) {
  const t = useT();
  return (
    <form method="get">
      <TextField name="day" type="date" label={t("pair.day")} width={12} defaultValue={props.day ?? ""} />
      <p style={{ marginTop: 12 }}>
        <Button type="submit">{t("pair.ask")}</Button>
      </p>
    </form>
  );
}
