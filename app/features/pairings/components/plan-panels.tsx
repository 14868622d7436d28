import { useLocation } from "@remix-run/react";
import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { TextField } from "#app/ui/form/fields.tsx";
import { FormKey } from "#app/ui/form-key.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

export type PlanPanelName = "publish" | "discard" | "export";

/** The question a page asks before something is done with the plan, each under its own address. */
export function PlanPanel(props: {
  plan: PlanPage;
  panel: PlanPanelName | null;
  answer: FormAnswer | undefined;
}) {
  const { plan, answer } = props;
  const t = useT();
  const here = `/plans/${plan.planId}`;
  const shared = {
    cancel: { to: here, label: t("common.cancel") },
    version: plan.version,
    errors: formErrors(t, answer),
    typed: answer && !answer.ok ? answer.typed : undefined,
  };
  switch (props.panel) {
    case "publish":
      return (
        <ConfirmPanel
          title={t("plan.publishTitle")}
          effect={t("plan.publishEffect", { count: plan.figures?.changed ?? 0 })}
          confirm={t("plan.publish")}
          hidden={{ intent: "publish" }}
          {...shared}
        >
          <TextField name="reason" label={t("plan.reason")} maxLength={200} />
        </ConfirmPanel>
      );
    case "discard":
      return (
        <ConfirmPanel
          title={t("plan.discardTitle")}
          effect={t("plan.discardEffect")}
          confirm={t("plan.discard")}
          hidden={{ intent: "end" }}
          {...shared}
        />
      );
    case "export":
      return <ExportPanel here={here} />;
    default:
      return shared.errors.length === 0 ? null : (
        <Notice tone="alarm">{shared.errors.map((error) => error.message).join(" ")}</Notice>
      );
  }
}

function ExportPanel({ here }: { here: string }) {
  const t = useT();
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  params.delete("panel");
  return (
    <Section title={t("plan.export")}>
      <form method="post" action={`${here}/file`}>
        <FormKey />
        <p>{t("plan.exportHint")}</p>
        <input type="hidden" name="filters" value={params.toString()} />
        <TextField name="reason" label={t("plan.exportReason")} maxLength={200} />
        <Button type="submit" look="main" icon="export">
          {t("plan.exportFile")}
        </Button>{" "}
        <LinkButton to={`${here}?${params}`} look="quiet">
          {t("common.cancel")}
        </LinkButton>
      </form>
    </Section>
  );
}
