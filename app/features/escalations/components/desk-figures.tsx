import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { DeskFigures } from "../get-desk.query.server.ts";
import css from "./desk-board.module.css";
import { DESK_GROUPS } from "./desk-looks.ts";

/** Something that waits beside the issues, with its list. */
export type DeskBeside = { what: "letters" | "lettersLate" | "closures"; to: string; figure: number };

/** The desk's figures, each the size of a list, set so close that the list itself stays in sight. */
export function DeskFiguresBar(props: { set: string; figures: DeskFigures; beside: readonly DeskBeside[] }) {
  const t = useT();
  const { formatCount } = useFormat();
  const groups = DESK_GROUPS.map((group) => ({
    name: group.name,
    chips: group.sets.map(({ set, tone }) => ({
      key: set,
      label: t.dynamic(`desk.set.${set}`),
      figure: props.figures[set as keyof DeskFigures] ?? 0,
      to: `/desk?set=${set}`,
      tone,
    })),
  }));
  const beside = props.beside.map(({ what, to, figure }) => ({
    key: what,
    label: t(`desk.beside.${what}`),
    figure,
    to,
    tone: "warn" as const,
  }));
  const all = beside.length === 0 ? groups : [...groups, { name: "beside", chips: beside }];
  return (
    <div className={css.figures}>
      {all.map((group) => (
        <section key={group.name} className={css.group} aria-label={t.dynamic(`desk.group.${group.name}`)}>
          <h2>{t.dynamic(`desk.group.${group.name}`)}</h2>
          <ul className={css.chips}>
            {group.chips.map(({ key, label, figure, to, tone }) => (
              <li key={key}>
                <Link
                  to={to}
                  className={css.chip}
                  data-tone={figure > 0 ? tone : undefined}
                  aria-current={key === props.set ? "page" : undefined}
                >
                  {label} <b>{formatCount(figure)}</b>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
