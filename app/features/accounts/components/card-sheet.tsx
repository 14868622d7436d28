import { useFormat, useT } from "#app/i18n/context.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { PrintedCard, Sheet } from "../cards/issue-cards.command.server.ts";
import css from "./card-sheet.module.css";

/** The sheet of activation cards, shown once: to print, cut and hand over in person; each place begins a page of its own. */
export function CardSheet(props: Sheet) {
  const t = useT();
  const { formatFullDay } = useFormat();
  const places = byPlace(props.cards);
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
      {places.map(({ place, cards }) => (
        <section key={place} className={css.place}>
          {places.length > 1 ? (
            <h2 className={css.head}>
              {place} <small>{t("card.count", { count: cards.length })}</small>
            </h2>
          ) : null}
          <ul className={css.sheet}>
            {cards.map((card) => (
              <Card key={card.link} card={card} until={until} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Card({ card, until }: { card: PrintedCard; until: string }) {
  const t = useT();
  return (
    <li className={css.card}>
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
  );
}

/** The cards by place, in the order they came: who hands them out takes the pages of one township. */
function byPlace(cards: readonly PrintedCard[]): { place: string; cards: PrintedCard[] }[] {
  const places = new Map<string, PrintedCard[]>();
  for (const card of cards) {
    const those = places.get(card.place);
    if (those) those.push(card);
    else places.set(card.place, [card]);
  }
  return [...places].map(([place, those]) => ({ place, cards: those }));
}
