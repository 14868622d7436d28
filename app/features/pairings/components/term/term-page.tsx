import { planLook } from "#app/features/pairings/components/plan-looks.ts";
import type { TermState } from "#app/features/pairings/term/get-term.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { SelectField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** A change of term in four steps: the list, what it means, the draft, its publication. */
export function TermPage(props: {
  term: TermState;
  mayImport: boolean;
  counties: readonly { value: string; label: string }[];
  answer: FormAnswer | undefined;
}) {
  const { term, answer } = props;
  const t = useT();
  const { formatCount } = useFormat();
  return (
    <>
      <PageHeader
        title={t("term.title")}
        lead={t("term.lead")}
        back={{ to: "/plans", label: t("nav.pairing") }}
      />
      <Section title={t("term.step1")}>
        <p>{props.mayImport ? t("term.import") : t("term.importElsewhere")}</p>
        {props.mayImport ? (
          <LinkButton to="/imports" icon="import">
            {t("term.toImports")}
          </LinkButton>
        ) : null}
      </Section>
      <Section title={t("term.step2")}>
        <StatRow>
          <StatCard
            label={t("term.leaving")}
            figure={formatCount(term.leaving)}
            note={t("term.leavingFirms", { count: term.firms })}
            to="/care"
            tone={term.leaving > 0 ? "warn" : undefined}
          />
          <StatCard
            label={t("term.free")}
            figure={formatCount(term.free)}
            note={t("term.freeNote")}
            to="/deputies?state=active&free=yes"
          />
          <StatCard
            label={t("term.unsettled")}
            figure={formatCount(term.unsettled)}
            note={t("term.unsettledNote")}
          />
        </StatRow>
      </Section>
      <Section title={t("term.step3")}>
        <p>{t("term.draftHint")}</p>
        <PostForm
          errors={formErrors(t, answer)}
          typed={answer && !answer.ok ? answer.typed : undefined}
          buttons={<SubmitButton>{t("term.draft")}</SubmitButton>}
        >
          {props.counties.length === 0 ? null : (
            <SelectField
              name="countyCode"
              label={t("plan.scope")}
              options={[{ value: "", label: t("plan.wholeCity") }, ...props.counties]}
            />
          )}
        </PostForm>
      </Section>
      <Section title={t("term.step4")}>
        <p>{t("term.publishHint")}</p>
        {term.plan ? (
          <p>
            <LinkButton to={`/plans/${term.plan.planId}`}>
              {t("plan.name", { planId: term.plan.planId })}
            </LinkButton>{" "}
            <StatusBadge look={planLook(term.plan.state)} word={t(`plan.state.${term.plan.state}`)} />
          </p>
        ) : null}
        {term.withoutAccount > 0 ? (
          <p>
            <LinkButton to="/cards" icon="key">
              {t("term.cards", { count: formatCount(term.withoutAccount) })}
            </LinkButton>
          </p>
        ) : null}
      </Section>
    </>
  );
}
