import { useLocation } from "@remix-run/react";
import type { StabilityCurve } from "#app/features/pairings/policy/get-curve.query.server.ts";
import type { PolicyVersion } from "#app/features/pairings/policy/get-policy.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { Button, LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { FieldGroup, TextField } from "#app/ui/form/fields.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { PolicyFields } from "./policy-fields.tsx";
import { StabilitySlider } from "./stability-slider.tsx";

const LOOKS = { now: "good", to_come: "sent", past: "rest" } as const;

/** The pairing policy: what is in force, the form for a later version with what its weights would do, and every version with its reason. */
export function PolicyPage(props: {
  version: number;
  values: Readonly<Record<string, string>>;
  tried: boolean;
  curve: StabilityCurve | null;
  versions: readonly PolicyVersion[];
  mayChange: boolean;
  today: string;
  answer: FormAnswer | undefined;
}) {
  const { answer, values } = props;
  const t = useT();
  const { search } = useLocation();
  const asked = new URLSearchParams(search);
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const shown = typed ?? values;
  return (
    <>
      <PageHeader
        title={t("policy.title")}
        lead={t("policy.lead", { version: props.version })}
        back={{ to: "/plans", label: t("nav.pairing") }}
      />
      {props.tried ? <Notice>{t("policy.trying")}</Notice> : null}
      <PostForm
        errors={formErrors(t, answer)}
        typed={typed}
        buttons={
          <>
            {props.mayChange ? <SubmitButton>{t("policy.set")}</SubmitButton> : null}
            <Button type="submit" formMethod="get" name="curve" value="yes">
              {t("policy.reckon")}
            </Button>
            <LinkButton to="/plans/policy" look="quiet">
              {t("policy.reset")}
            </LinkButton>
          </>
        }
      >
        <FieldGroup key={search} title={t("policy.stability")} hint={t("policy.stabilityHint")}>
          <StabilitySlider keep={shown.keepReoptimise ?? "0"} curve={props.curve} />
          <TextField
            name="keepRepair"
            label={t("policy.keepRepair")}
            hint={t("policy.keepRepairHint")}
            inputMode="numeric"
            width={12}
            defaultValue={values.keepRepair}
          />
        </FieldGroup>
        <PolicyFields key={`fields${search}`} values={values} />
        {props.mayChange ? (
          <FieldGroup title={t("policy.inForce")}>
            <TextField
              name="inForceFrom"
              type="date"
              label={t("policy.inForceFrom")}
              hint={t("policy.inForceFromHint")}
              min={props.today}
              width={12}
              defaultValue={asked.get("inForceFrom") || props.today}
            />
            <TextField
              name="reason"
              label={t("policy.reason")}
              maxLength={200}
              defaultValue={asked.get("reason") ?? ""}
            />
          </FieldGroup>
        ) : null}
      </PostForm>
      <Versions versions={props.versions} />
    </>
  );
}

function Versions({ versions }: { versions: readonly PolicyVersion[] }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const columns: Column<PolicyVersion>[] = [
    {
      key: "version",
      head: t("policy.version"),
      cell: (row) => t("policy.versionNo", { version: row.version }),
      phone: "keep",
    },
    {
      key: "state",
      head: t("plan.state"),
      cell: (row) => <StatusBadge look={LOOKS[row.state]} word={t(`policy.state.${row.state}`)} />,
    },
    {
      key: "from",
      head: t("policy.inForceFrom"),
      cell: (row) => (row.version === 1 ? t("policy.shipped") : formatInstant(row.inForceFrom)),
    },
    {
      key: "changed",
      head: t("policy.changed"),
      cell: (row) => row.changed.map((name) => t(`policy.part.${name}`)).join(t("plan.separator")) || "–",
      phone: "label",
    },
    { key: "reason", head: t("policy.reason"), cell: (row) => row.reason, phone: "label" },
    { key: "by", head: t("plan.by"), cell: (row) => row.by ?? t("plan.bySystem") },
  ];
  return (
    <Section title={t("policy.versions")} note={t("policy.versionsNote")}>
      <DataTable
        caption={t("policy.versions")}
        columns={columns}
        rows={versions}
        rowKey={(row) => row.version}
        empty={null}
      />
    </Section>
  );
}
