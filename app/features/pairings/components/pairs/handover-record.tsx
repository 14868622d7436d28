import { Link } from "@remix-run/react";
import type { Handover } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";

/** One handover: who, what went along, and the two notes; each deputy writes the own one. */
export function HandoverRecord(props: {
  handover: Handover;
  /** Which note the reader writes. */
  side: "from" | "to" | null;
  mayOpenFirm: boolean;
  answer: FormAnswer | undefined;
}) {
  const { handover, side, answer } = props;
  const t = useT();
  const { formatDay, formatFullDay, formatCount } = useFormat();
  const own = side === "from" ? handover.fromNote : handover.toNote;
  return (
    <>
      <RecordHeader
        name={handover.firm}
        lead={`${handover.from.name} → ${handover.to?.name ?? t("handover.care")}`}
        back={<Link to="/handovers">{t("handover.title")}</Link>}
        actions={
          props.mayOpenFirm ? <Link to={`/firms/${handover.firmId}`}>{t("handover.sees")}</Link> : null
        }
      />
      <RecordBody
        facts={
          <Section title={t("handover.carried")}>
            <FactList
              facts={[
                { label: t("handover.day"), value: formatFullDay(handover.handedOn) },
                {
                  label: t("handover.open"),
                  value: t("handover.openCount", { count: formatCount(handover.openIssues) }),
                },
                {
                  label: t("handover.promises"),
                  value: t("handover.openCount", { count: formatCount(handover.openPromises) }),
                },
                {
                  label: t("handover.due"),
                  value: handover.contactDueOn ? formatDay(handover.contactDueOn) : t("handover.none"),
                },
              ]}
            />
          </Section>
        }
      >
        <Section title={t("handover.notes")}>
          <Note title={t("handover.fromNote")} who={handover.from.name} note={handover.fromNote} />
          {handover.to ? (
            <Note title={t("handover.toNote")} who={handover.to.name} note={handover.toNote} />
          ) : null}
        </Section>
        {side === null ? null : (
          <Section title={t("handover.write")}>
            <PostForm
              version={handover.version}
              errors={formErrors(t, answer)}
              typed={answer && !answer.ok ? answer.typed : undefined}
              buttons={<SubmitButton>{t("handover.save")}</SubmitButton>}
            >
              <TextareaField
                name="note"
                label={t("handover.write")}
                hint={t("handover.writeHint")}
                maxLength={2000}
                rows={6}
                defaultValue={own}
              />
            </PostForm>
          </Section>
        )}
      </RecordBody>
    </>
  );
}

function Note(props: { title: string; who: string; note: string }) {
  const t = useT();
  return (
    <Card>
      <p>
        <b>{props.title}</b> · {props.who}
      </p>
      <p>{props.note === "" ? t("handover.noNote") : props.note}</p>
    </Card>
  );
}
