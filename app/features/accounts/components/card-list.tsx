import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { CARDS_AT_ONCE } from "../cards/card-roles.ts";
import type { CardLine, CardPage } from "../cards/list-cards.query.server.ts";

/** Who has not activated the account: by township, then by name, and the button that prints the cards. */
export function CardList(props: { page: CardPage; deputyId: number | null; answer: FormAnswer | undefined }) {
  const { page, deputyId, answer } = props;
  const t = useT();
  const { formatCount } = useFormat();
  const nameOf = (code: string, name: string) => (code === "" ? t("card.noTownship") : name);
  const place = page.townships.find((one) => one.code === page.chosen);
  return (
    <>
      <PageHeader
        title={t("nav.cards")}
        lead={t("card.lead", { waiting: formatCount(page.waiting), deputies: formatCount(page.deputies) })}
      />
      {deputyId !== null || place ? (
        <Section
          title={place ? nameOf(place.code, place.name) : t("card.reissue")}
          note={place ? t("card.waitingHere", { count: place.waiting }) : undefined}
        >
          <Waiting rows={page.rows} />
          {page.rows.length > 0 ? (
            <PostForm
              errors={formErrors(t, answer)}
              buttons={
                <SubmitButton icon="print">{t("card.print", { count: page.rows.length })}</SubmitButton>
              }
            >
              <input type="hidden" name="of" value={deputyId === null ? "township" : "deputy"} />
              {deputyId === null ? (
                <input type="hidden" name="township" value={page.chosen ?? ""} />
              ) : (
                <input type="hidden" name="deputyId" value={deputyId} />
              )}
              <p>
                {t(page.rows.some((row) => row.activated) ? "card.printActivated" : "card.printHint")}
                {place && place.waiting > CARDS_AT_ONCE
                  ? ` ${t("card.most", { count: CARDS_AT_ONCE })}`
                  : null}
              </p>
            </PostForm>
          ) : null}
        </Section>
      ) : null}
      {page.townships.length > 1 ? (
        <Section title={t("card.byTownship")}>
          <DataTable
            caption={t("card.byTownship")}
            columns={[
              {
                key: "township",
                head: t("plan.township"),
                cell: (row) => <Link to={`?township=${row.code}`}>{nameOf(row.code, row.name)}</Link>,
              },
              {
                key: "waiting",
                head: t("card.waiting"),
                cell: (row) => formatCount(row.waiting),
                end: true,
                phone: "label",
              },
              {
                key: "activated",
                head: t("card.activated"),
                cell: (row) => formatCount(row.deputies - row.waiting),
                end: true,
                phone: "label",
              },
            ]}
            rows={page.townships}
            rowKey={(row) => row.code}
            empty={<EmptyState title={t("card.allActivated")} />}
          />
        </Section>
      ) : null}
    </>
  );
}

function Waiting({ rows }: { rows: readonly CardLine[] }) {
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <DataTable
      caption={t("card.whoWaits")}
      columns={[
        {
          key: "name",
          head: t("plan.deputy"),
          cell: (row) => <Link to={`/deputies/${row.deputyId}`}>{row.name}</Link>,
        },
        { key: "cardNo", head: t("card.number"), cell: (row) => row.cardNo ?? "" },
        {
          key: "until",
          head: t("card.state"),
          cell: (row) =>
            row.activated
              ? t("card.activated")
              : row.until
                ? t("card.until", { day: formatInstant(row.until) })
                : t("card.notPrinted"),
          phone: "keep",
        },
      ]}
      rows={rows}
      rowKey={(row) => row.deputyId}
      empty={<EmptyState title={t("card.allActivated")} />}
    />
  );
}
