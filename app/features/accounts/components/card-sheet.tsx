import { useFormat, useT } from "#app/i18n/context.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { Sheet } from "../cards/issue-cards.command.server.ts";
import css from "./card-sheet.module.css";

/** The sheet of activation cards, shown once: to print, cut and hand over in person. */
export function CardSheet(props: Sheet) {
  const t = useT();
  const { formatFullDay } = useFormat();
  const until = formatFullDay(props.until.slice(0, 10));
  return (
    <>
      <div data-noprint>
        <PageHeader title={t("card.sheet", { count: props.cards.length })} lead={t("card.sheetLead")} />
        <p className={css.buttons}>
          <Button look="main" icon="print" onClick={() => window.print()}>
            {t("card.printNow")}
          </Button>{" "}
          <LinkButton to="/cards" look="quiet">
            {t("card.back")}
          </LinkButton>
        </p>
      </div>
      <ul className={css.sheet}>
        {props.cards.map((card) => (
          <li key={card.link} className={css.card}>
            <div
              className={css.code}
              role="img"
              aria-label={t("card.alt", { name: card.name })}
              // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by us from an address of ours
              dangerouslySetInnerHTML={{ __html: card.svg }}
            />
            <div>
              <small>{t("card.title")}</small>
              <b className={css.name}>{t("card.of", { name: card.name })}</b>
              <span>{[card.place, card.cardNo].filter(Boolean).join(" · ")}</span>
              <span>{t("card.how")}</span>
              <small>{t("card.valid", { day: until })}</small>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
