import { Link } from "@remix-run/react";
import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";

/** What was set by hand in a draft, each with its exact price and the way back. */
export function PlanEdits({ plan }: { plan: PlanPage }) {
  const t = useT();
  const { formatCount } = useFormat();
  if (plan.edits.length === 0) return null;
  const total = plan.edits.reduce((sum, edit) => sum + edit.price, 0);
  return (
    <Section title={t("plan.edits")} note={t("plan.editsTotal", { price: formatCount(total) })}>
      {plan.edits.map((edit) => (
        <Card key={edit.editId}>
          <p>
            <Link to={`/plans/${plan.planId}/firms/${edit.firmId}`}>{edit.firm}</Link> → {edit.deputy} ·{" "}
            {t("plan.price", { price: formatCount(edit.price) })} · {t("plan.moved", { count: edit.moved })}
          </p>
          {plan.state === "draft" ? (
            <PostForm
              version={plan.version}
              buttons={
                <SubmitButton look="second" name="intent" value="undo">
                  {t("plan.undoEdit")}
                </SubmitButton>
              }
            >
              <input type="hidden" name="editId" value={edit.editId} />
            </PostForm>
          ) : null}
        </Card>
      ))}
    </Section>
  );
}
