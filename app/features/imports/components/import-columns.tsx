import { FIELDS_OF } from "#app/domain/register/sheet/fields.ts";
import type { ImportRecord, SheetView } from "#app/features/imports/get-import.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { CheckboxField, SelectField, TextField } from "#app/ui/form/fields.tsx";
import type { FieldError } from "#app/ui/form/form-scope.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

/** How the columns of each sheet were understood, to be corrected and read again. */
export function ImportColumns(props: { record: ImportRecord; open: boolean; errors: readonly FieldError[] }) {
  const t = useT();
  const { record } = props;
  return (
    <details open={props.open}>
      <summary>{t("imports.columns.title")}</summary>
      <PostForm
        errors={props.errors}
        buttons={
          <SubmitButton name="intent" value="correct">
            {t("imports.columns.save")}
          </SubmitButton>
        }
      >
        {record.sheets.map((sheet, at) => (
          <SheetColumns key={sheet.name} kind={record.kind} sheet={sheet} at={at} />
        ))}
      </PostForm>
    </details>
  );
}

function SheetColumns({ kind, sheet, at }: { kind: ImportRecord["kind"]; sheet: SheetView; at: number }) {
  const t = useT();
  const options = FIELDS_OF[kind].map((field) => ({
    value: field,
    label: t.dynamic(`import.field.${field}`),
  }));
  const last = sheet.headerRow === null ? "" : String(sheet.headerRow);
  return (
    <Section
      title={t("imports.columns.sheet", {
        sheet: sheet.name || t("imports.columns.unnamed"),
        state: t(`import.sheet_state.${sheet.state}`),
        count: sheet.rowCount,
      })}
      note={
        sheet.hiddenRows + sheet.hiddenColumns > 0
          ? t("imports.columns.hidden", {
              rows: sheet.hiddenRows,
              columns: sheet.hiddenColumns,
            })
          : undefined
      }
    >
      <input type="hidden" name={`sheet.${at}`} value={sheet.name} />
      <input type="hidden" name={`former.${at}`} value={last} />
      <CheckboxField
        name={`out.${at}`}
        label={t("imports.columns.leaveOut")}
        defaultValue={sheet.state === "left_out" ? "yes" : ""}
      />
      <TextField
        name={`header.${at}`}
        label={t("imports.columns.headerRow")}
        defaultValue={last}
        inputMode="numeric"
        width={6}
        optional
      />
      {sheet.columns
        .filter((column) => column.title !== "" || column.field !== null || sheet.headerRow === null)
        .map((column) => (
          <SelectField
            key={column.column}
            name={`column.${at}.${column.column}`}
            label={column.title || String(column.column + 1)}
            hint={column.how ? t(`import.how.${column.how}`) : undefined}
            options={options}
            placeholder={t("imports.columns.ignore")}
            defaultValue={column.field ?? ""}
            optional
          />
        ))}
    </Section>
  );
}
