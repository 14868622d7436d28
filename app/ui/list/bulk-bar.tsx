import { type ReactNode, useEffect, useState } from "react";
import { useWords } from "#app/ui/words.tsx";
import css from "./bulk-bar.module.css";

/**
 * Comes up from below once rows are ticked. The boxes of `DataTable select={{ form: id, … }}` belong to the form
 * with this `id`, which posts (or GETs a preview) with whatever buttons it is given.
 */
export function BulkBar(props: {
  id: string;
  action: string;
  method?: "get" | "post";
  /** Offers the whole filtered set: its words (“改为选择全部 1,204 条”) and the field that says so. */
  matching?: { label: string; name: string; value: string };
  children: ReactNode;
}) {
  const words = useWords();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const recount = () =>
      setCount(document.querySelectorAll(`tbody input[form="${props.id}"]:checked`).length);
    recount();
    document.addEventListener("change", recount);
    return () => document.removeEventListener("change", recount);
  }, [props.id]);
  return (
    <form
      id={props.id}
      method={props.method ?? "get"}
      action={props.action}
      className={css.bar}
      data-on={count > 0 ? "" : undefined}
      data-noprint
    >
      <b role="status">{words.selected(count)}</b>
      {props.matching === undefined ? null : (
        <label className={css.matching}>
          <input type="checkbox" name={props.matching.name} value={props.matching.value} />
          {props.matching.label}
        </label>
      )}
      <span className={css.actions}>{props.children}</span>
    </form>
  );
}
