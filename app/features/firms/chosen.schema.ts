import { readFirmList } from "./firm-filters.schema.ts";

/** Which firms a bulk form means: those ticked, or all that match the filters the list had. */
export function readChosen(form: { firmId: number[]; matching?: "yes"; filters: string }) {
  if (form.matching === "yes") return { matching: readFirmList(new URLSearchParams(form.filters)) };
  return { ids: form.firmId };
}
