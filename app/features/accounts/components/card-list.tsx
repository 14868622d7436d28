import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { CheckboxField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { CARDS_AT_ONCE, COUNTY_CARDS_AT_ONCE } from "../cards/card-roles.ts";
import type { CardCounty, CardLine, CardPage } from "../cards/list-cards.query.server.ts";

type Printing = { page: CardPage; answer: FormAnswer | undefined };

/** Who has not activated the account: by county, by township, by name, and the buttons that print the cards. */
export function CardList(props: Printing & { deputyId: number | null }) {
  const { page, deputyId } = props;
  const t = useT();
  const { formatCount } = useFormat();
  const lead = { waiting: formatCount(page.waiting), deputies: formatCount(page.deputies) };
  const several = page.townships.length > 1;
  const byName = deputyId !== null || page.chosen !== null;
  const county = !byName && several ? page.county : null;
  const prints = byName ? page.rows.length > 0 : county !== null && county.waiting > 0;
  return (
    <>
      <PageHeader
        title={page.county ? t("card.titleOf", { county: page.county.name }) : t("nav.cards")}
        lead={t("card.lead", lead)}
      />
      <ErrorSummary errors={unplacedErrors(t, props.answer, () => prints)} />
      {byName ? <ByName {...props} /> : null}
      {county ? <OfCounty county={county} answer={props.answer} /> : null}
      {page.counties.length > 0 ? (
        <Section title={t("plan.byCounty")}>
          <Places of={t("plan.county")} rows={page.counties} to={(row) => `?county=${row.code}`} />
        </Section>
      ) : null}
      {several ? (
        <Section title={t("card.byTownship")}>
          <Places
            of={t("plan.township")}
            rows={page.townships}
            to={(row) => `?county=${row.county}&township=${row.code}`}
          />
        </Section>
      ) : null}
    </>
  );
}

/** Those of one township, or one deputy, by name. */
function ByName({ page, deputyId, answer }: Printing & { deputyId: number | null }) {
  const t = useT();
  const { chosen, rows } = page;
  return (
    <Section
      title={chosen ? chosen.name || t("card.noTownship") : t("card.reissue")}
      note={chosen ? t("card.waitingHere", { count: chosen.waiting }) : undefined}
    >
      <Waiting rows={rows} />
      {rows.length > 0 ? (
        <PostForm
          errors={formErrors(t, answer)}
          buttons={<SubmitButton icon="print">{t("card.print", { count: rows.length })}</SubmitButton>}
        >
          <input type="hidden" name="of" value={chosen ? "township" : "deputy"} />
          {chosen ? (
            <>
              <input type="hidden" name="county" value={chosen.county} />
              <input type="hidden" name="township" value={chosen.code} />
            </>
          ) : (
            <input type="hidden" name="deputyId" value={deputyId ?? ""} />
          )}
          <p>
            {t(rows.some((row) => row.activated) ? "card.printActivated" : "card.printHint")}
            {chosen && chosen.waiting > CARDS_AT_ONCE ? ` ${t("card.most", { count: CARDS_AT_ONCE })}` : null}
          </p>
        </PostForm>
      ) : null}
    </Section>
  );
}

/** One sheet for a whole county, its townships one after the other. */
function OfCounty({ county, answer }: { county: CardCounty; answer: FormAnswer | undefined }) {
  const t = useT();
  const { formatCount } = useFormat();
  if (county.waiting === 0) return null;
  const held = county.waiting - county.cardless;
  return (
    <Section title={t("card.ofCounty")} note={t("card.waitingHere", { count: county.waiting })}>
      <PostForm
        errors={formErrors(t, answer)}
        buttons={<SubmitButton icon="print">{t("card.printCounty")}</SubmitButton>}
      >
        <input type="hidden" name="of" value="county" />
        <input type="hidden" name="county" value={county.code} />
        <p>
          {t("card.countyHint", { count: formatCount(county.cardless) })}
          {county.cardless > COUNTY_CARDS_AT_ONCE
            ? ` ${t("card.most", { count: COUNTY_CARDS_AT_ONCE })}`
            : null}
        </p>
        {held > 0 ? (
          <CheckboxField name="again" value="yes" label={t("card.again", { count: held })} />
        ) : null}
      </PostForm>
    </Section>
  );
}

function Places<Row extends CardCounty>(props: {
  of: string;
  rows: readonly Row[];
  to: (row: Row) => string;
}) {
  const t = useT();
  const { formatCount } = useFormat();
  const columns: Column<Row>[] = [
    {
      key: "place",
      head: props.of,
      cell: (row) => <Link to={props.to(row)}>{row.name || t("card.noTownship")}</Link>,
    },
    {
      key: "waiting",
      head: t("card.waiting"),
      cell: (row) => formatCount(row.waiting),
      end: true,
      phone: "half",
    },
    {
      key: "cardless",
      head: t("card.cardless"),
      cell: (row) => formatCount(row.cardless),
      end: true,
      phone: "half",
    },
    {
      key: "activated",
      head: t("card.activated"),
      cell: (row) => formatCount(row.deputies - row.waiting),
      end: true,
      phone: "half",
    },
  ];
  return (
    <DataTable
      caption={props.of}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.code}
      empty={<EmptyState title={t("card.allActivated")} />}
    />
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
