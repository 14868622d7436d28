import type { FoundDeputy } from "#app/features/pairings/edits/explain-pair.query.server.ts";
import type { PairPage, PairPeriod } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, SelectField, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";

/** What binds a firm and deputies, and the form that declares more: conflicts, exclusions, pins. */
export function PairConstraints(props: {
  pair: PairPage;
  now: PairPeriod | undefined;
  supervisor: boolean;
  deputyId: number | null;
  found: readonly FoundDeputy[];
  answer: FormAnswer | undefined;
}) {
  const { pair, now, answer } = props;
  const t = useT();
  const { formatInstant } = useFormat();
  const people = new Map<number, string>();
  if (props.supervisor) {
    for (const one of props.found) people.set(one.deputyId, one.name);
    for (const period of pair.periods) people.set(period.deputyId, period.deputy);
  } else if (now && now.deputyId === props.deputyId) people.set(now.deputyId, now.deputy);
  const kinds = props.supervisor ? (["conflict", "exclusion", "pin"] as const) : (["conflict"] as const);
  return (
    <Section title={t("pair.constraints")} note={t("pair.constraintsNote")}>
      {pair.constraints.length === 0 ? <p>{t("pair.noConstraints")}</p> : null}
      {pair.constraints.map((one) => (
        <Card key={one.constraintId}>
          <p>
            <b>{t(`pair.kind.${one.kind}`)}</b> · {one.deputy} · {one.reason}{" "}
            <small>
              {one.by} {formatInstant(one.since)}
            </small>
          </p>
          {props.supervisor || one.mine ? (
            <PostForm
              buttons={
                <SubmitButton look="second" name="intent" value="release">
                  {t("pair.release")}
                </SubmitButton>
              }
            >
              <input type="hidden" name="constraintId" value={one.constraintId} />
            </PostForm>
          ) : null}
        </Card>
      ))}
      {people.size === 0 ? null : (
        <details>
          <summary>{t("pair.declare")}</summary>
          <PostForm
            errors={formErrors(t, answer)}
            typed={answer && !answer.ok ? answer.typed : undefined}
            buttons={
              <SubmitButton name="intent" value="bind">
                {t("pair.declare")}
              </SubmitButton>
            }
          >
            <SelectField
              name="deputyId"
              label={t("pair.liaison")}
              options={[...people].map(([id, name]) => ({ value: String(id), label: name }))}
            />
            <ChoiceField
              name="kind"
              label={t("pair.kind")}
              defaultValue="conflict"
              options={kinds.map((kind) => ({ value: kind, label: t(`pair.kind.${kind}`) }))}
            />
            <TextField name="reason" label={t("pair.reason")} maxLength={200} />
          </PostForm>
        </details>
      )}
    </Section>
  );
}
