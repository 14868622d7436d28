import type { FirmData, FirmPairing, FirmRepresentative } from "#app/features/firms/get-firm.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Card, FactList, Section } from "#app/ui/record/record-page.tsx";

type Shown = {
  firm: FirmData;
  representatives: readonly FirmRepresentative[];
  pairings: readonly FirmPairing[];
};

/** The side of a firm's page: today's liaison first, then what the register says. */
export function FirmFacts(props: Shown) {
  return (
    <>
      <Liaisons pairings={props.pairings} />
      <RegisterData firm={props.firm} representatives={props.representatives} />
    </>
  );
}

function Liaisons(props: { pairings: readonly FirmPairing[] }) {
  const t = useT();
  const { formatDay } = useFormat();
  const today = props.pairings.find((pairing) => pairing.endedOn === null);
  const former = props.pairings.filter((pairing) => pairing.endedOn !== null);
  return (
    <Section title={t("firm.record.pairing")}>
      <Card>
        {today === undefined ? (
          <p>{t("firm.noDeputy")}</p>
        ) : (
          <>
            <p>
              <a href={`/deputies/${today.deputyId}`}>{today.deputyName}</a> ·{" "}
              {t.dynamic(`deputy.level.${today.level}`)}
            </p>
            <p>{t("firm.record.since", { day: formatDay(today.startedOn) })}</p>
            <p>
              {t("firm.record.last", {
                day: today.lastContactOn ? formatDay(today.lastContactOn) : t("firm.never"),
              })}
            </p>
            {today.contactDueOn ? (
              <p>{t("firm.record.due", { day: formatDay(today.contactDueOn) })}</p>
            ) : null}
          </>
        )}
        {former.length > 0 ? (
          <details>
            <summary>{t("firm.record.history")}</summary>
            <ul>
              {former.map((pairing) => (
                <li key={pairing.pairingId}>
                  <a href={`/deputies/${pairing.deputyId}`}>{pairing.deputyName}</a>{" "}
                  {t("firm.record.period", {
                    from: formatDay(pairing.startedOn),
                    to: formatDay(pairing.endedOn ?? pairing.startedOn),
                  })}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Card>
    </Section>
  );
}

function RegisterData({ firm, representatives }: Omit<Shown, "pairings">) {
  const t = useT();
  const { formatFullDay, formatNumber } = useFormat();
  const established = firm.establishedOn
    ? firm.establishedPrecision === "day" || firm.establishedPrecision === null
      ? formatFullDay(firm.establishedOn)
      : firm.establishedOn.slice(0, firm.establishedPrecision === "month" ? 7 : 4)
    : null;
  const capital =
    firm.capitalWan === null
      ? null
      : formatNumber(firm.capitalWan, Number.isInteger(firm.capitalWan) ? 0 : 2);
  const currency = t.dynamic(`firm.currency.${firm.capitalCurrency ?? "CNY"}`).replace("firm.currency.", "");
  const people = representatives.map(({ name, title, phone }) =>
    [name, title, phone].filter(Boolean).join(" "),
  );
  const facts = [
    { label: t("firm.place"), value: [firm.countyName, firm.townshipName].filter(Boolean).join(" ") || null },
    { label: t("firm.address"), value: firm.address || null },
    { label: t("firm.phone"), value: firm.phone },
    { label: t("firm.representatives"), value: people.join("、") || null },
    { label: t("firm.sector"), value: firm.sectorCode ? t.dynamic(`sector.${firm.sectorCode}`) : null },
    { label: t("firm.size"), value: firm.sizeClass ? t(`firm.size.${firm.sizeClass}`) : null },
    { label: t("firm.entityKind"), value: firm.entityKind },
    {
      label: t("firm.capital"),
      value: capital ? t("firm.capitalValue", { amount: capital, currency }) : null,
    },
    { label: t("firm.established"), value: established },
    { label: t("firm.formerNames"), value: firm.formerNames.join("、") || t("common.none") },
    { label: t("firm.businessScope"), value: firm.businessScope || null },
  ];
  if (firm.cadenceDays !== null)
    facts.unshift({
      label: t("firm.cadenceDays"),
      value: t("firm.cadence.every", { count: firm.cadenceDays }),
    });
  return (
    <Section title={t("firm.record.facts")}>
      <Card>
        <FactList facts={facts} none={t("common.unknown")} />
      </Card>
    </Section>
  );
}
