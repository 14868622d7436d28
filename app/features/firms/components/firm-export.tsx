import { useFormat, useT } from "#app/i18n/context.tsx";
import { Button } from "#app/ui/form/button.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { FormButtons } from "#app/ui/form/post-form.tsx";
import { FormKey } from "#app/ui/form-key.tsx";
import { Card } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Asks for a reason before the filtered list leaves the system; the form is a plain one, so that the answer is a file. */
export function FirmExport(props: { filters: string; total: { count: number; atLeast: boolean } }) {
  const t = useT();
  const { formatCount } = useFormat();
  return (
    <>
      <PageHeader
        title={t("firm.export.title")}
        lead={t("firm.export.effect", { count: formatCount(props.total.count, props.total.atLeast) })}
        back={{ to: `/firms?${props.filters}`, label: t("firm.bulk.back") }}
      />
      <Card>
        <form method="post" action="/firms.file">
          <FormKey />
          <input type="hidden" name="filters" value={props.filters} />
          <TextField name="reason" label={t("firm.reason")} maxLength={200} />
          <FormButtons>
            <Button type="submit" look="main" name="format" value="xlsx" icon="export">
              {t("firm.export.xlsx")}
            </Button>
            <Button type="submit" name="format" value="csv" icon="export">
              {t("firm.export.csv")}
            </Button>
          </FormButtons>
        </form>
      </Card>
    </>
  );
}
