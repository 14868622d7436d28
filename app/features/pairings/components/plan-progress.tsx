import { Link } from "@remix-run/react";
import { DRAFT_STEPS } from "#app/domain/plan/states.ts";
import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { useLookAgain } from "#app/ui/feedback/use-look-again.ts";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import css from "./plan-progress.module.css";

/** How often the page of a running draft looks again, in milliseconds. */
const LOOK_MS = 800;

/** A plan that is being computed: its steps, how far it is, and the way to stop it. Looks again by itself. */
export function PlanProgress({ plan }: { plan: PlanPage }) {
  const t = useT();
  const { formatCount } = useFormat();
  const running = plan.state === "drafting" && !plan.stalled;
  useLookAgain(running, LOOK_MS);
  const { progress } = plan;
  const at = Math.max(0, DRAFT_STEPS.indexOf(progress?.step ?? "reading"));
  const step = DRAFT_STEPS[at] ?? "reading";
  if (plan.stalled)
    return (
      <Notice tone="warn" title={t("plan.stalled")} actions={<StopButton word={t("plan.giveUp")} />}>
        <p>{t("plan.stalledHint")}</p>
      </Notice>
    );
  return (
    <Section title={t("plan.running")}>
      <p role="status" className={css.now}>
        {t("plan.stepOf", { step: t(`plan.step.${step}`), at: at + 1, of: DRAFT_STEPS.length })}
      </p>
      <progress
        className={css.bar}
        max={DRAFT_STEPS.length}
        value={at + 0.5}
        aria-label={t("plan.running")}
      />
      <ol className={css.steps}>
        {DRAFT_STEPS.map((name, index) => (
          <li
            key={name}
            data-done={index < at ? "" : undefined}
            aria-current={index === at ? "step" : undefined}
          >
            {t(`plan.step.${name}`)}
          </li>
        ))}
      </ol>
      {progress?.firms === undefined ? null : (
        <p>
          {t("plan.size", {
            firms: formatCount(progress.firms),
            deputies: formatCount(progress.deputies ?? 0),
          })}
          {progress.arcs === undefined
            ? null
            : ` ${t("plan.network", {
                nodes: formatCount(progress.nodes ?? 0),
                arcs: formatCount(progress.arcs),
              })}`}
        </p>
      )}
      <StopButton word={t("plan.cancel")} />
      <noscript>
        <p>
          <a href={`/plans/${plan.planId}`}>{t("plan.lookAgain")}</a>
        </p>
      </noscript>
    </Section>
  );
}

function StopButton(props: { word: string }) {
  return (
    <PostForm
      buttons={
        <SubmitButton look="second" name="intent" value="end">
          {props.word}
        </SubmitButton>
      }
    >
      {null}
    </PostForm>
  );
}

/** A run that came to nothing: why, and what to do next. */
export function PlanFailure({ plan }: { plan: PlanPage }) {
  const t = useT();
  const again = (
    <LinkButton to="/plans" icon="link">
      {t("plan.draftAgain")}
    </LinkButton>
  );
  if (plan.state === "cancelled" || plan.state === "discarded")
    return (
      <Notice title={t(`plan.state.${plan.state}`)} actions={again}>
        <p>{t("plan.nothingChanged")}</p>
      </Notice>
    );
  return (
    <Notice tone="alarm" title={t("plan.failed")} actions={again}>
      <p>{plan.failure ? t.refusal(plan.failure) : t("plan.nothingChanged")}</p>
      <FailedAt plan={plan} />
    </Notice>
  );
}

/** The firm or deputy a refusal names, as links. */
function FailedAt({ plan }: { plan: PlanPage }) {
  const t = useT();
  const facts = (plan.failure?.facts ?? {}) as { firm?: number; deputy?: number };
  return (
    <p>
      {facts.firm === undefined ? null : <Link to={`/firms/${facts.firm}`}>{t("plan.firm")}</Link>}{" "}
      {facts.deputy === undefined ? null : <Link to={`/deputies/${facts.deputy}`}>{t("plan.deputy")}</Link>}
    </p>
  );
}
