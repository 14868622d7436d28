import { FIRM_SIZES } from "#app/domain/access/roles.ts";
import { FIRM_STATES } from "#app/domain/register/firm-states.ts";
import type { FirmData } from "#app/features/firms/get-firm.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import { SelectField, TextareaField, TextField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

export type Places = readonly { county: string; townships: readonly { code: string; name: string }[] }[];
type Answered = { errors: readonly FieldError[]; typed: Typed };

/** The township a firm is placed in, by county. */
export function TownshipField(props: { places: Places; defaultValue?: string }) {
  const t = useT();
  const options = props.places.flatMap(({ county, townships }) =>
    townships.map(({ code, name }) => ({ value: code, label: `${county} ${name}` })),
  );
  return (
    <SelectField
      name="townshipCode"
      label={t("firm.township")}
      options={options}
      placeholder={t("firm.place.choose")}
      defaultValue={props.defaultValue}
    />
  );
}

/** Places one firm. */
export function PlacePanel(props: Answered & { firm: FirmData; places: Places; back: string }) {
  const t = useT();
  return (
    <ConfirmPanel
      title={t("firm.place.title")}
      effect={t("firm.place.effect")}
      confirm={t("firm.place.save")}
      cancel={{ to: props.back, label: t("common.cancel") }}
      hidden={{ intent: "place" }}
      errors={props.errors}
      typed={props.typed}
    >
      <TownshipField places={props.places} defaultValue={props.firm.townshipCode ?? undefined} />
    </ConfirmPanel>
  );
}

/** Takes one firm into the programme or out of it. */
export function ProgrammePanel(props: Answered & { intent: "join" | "leave"; back: string }) {
  const t = useT();
  return (
    <ConfirmPanel
      title={t(`firm.${props.intent}.title`)}
      effect={t(`firm.${props.intent}.effect`)}
      confirm={t(`firm.${props.intent}.save`)}
      cancel={{ to: props.back, label: t("common.cancel") }}
      hidden={{ intent: props.intent }}
      errors={props.errors}
      typed={props.typed}
    >
      <TextField name="reason" label={t("firm.reason")} maxLength={200} />
    </ConfirmPanel>
  );
}

/** How often the firm is to be contacted. */
export function CadencePanel(props: Answered & { firm: FirmData; back: string }) {
  const t = useT();
  return (
    <ConfirmPanel
      title={t("firm.cadence.title")}
      effect={t("firm.cadence.effect")}
      confirm={t("firm.cadence.save")}
      cancel={{ to: props.back, label: t("common.cancel") }}
      hidden={{ intent: "cadence" }}
      version={props.firm.version}
      errors={props.errors}
      typed={props.typed}
    >
      <TextField
        name="cadenceDays"
        label={t("firm.cadence.days")}
        hint={t("firm.cadence.hint")}
        defaultValue={props.firm.cadenceDays?.toString() ?? ""}
        inputMode="numeric"
        optional
        width={6}
      />
    </ConfirmPanel>
  );
}

const EDITED = [
  "name",
  "entityKind",
  "sectorCode",
  "sizeClass",
  "state",
  "address",
  "phone",
  "businessScope",
] as const;

/** Corrects one firm; after a conflict both sides are shown and the form carries the newest version. */
export function EditPanel(
  props: Answered & { firm: FirmData; sectors: readonly string[]; conflict: boolean; back: string },
) {
  const { firm, conflict, typed } = props;
  const t = useT();
  const options = (kind: "size" | "state", values: readonly string[]) =>
    values.map((value) => ({ value, label: t.dynamic(`firm.${kind}.${value}`) }));
  return (
    <Section title={t("firm.edit.title")}>
      {conflict ? <Conflict firm={firm} typed={typed} /> : null}
      <PostForm
        errors={props.errors}
        typed={typed}
        version={firm.version}
        buttons={
          <>
            <SubmitButton name="intent" value="edit">
              {t("firm.edit.save")}
            </SubmitButton>
            <LinkButton to={props.back} look="quiet">
              {t("common.cancel")}
            </LinkButton>
          </>
        }
      >
        <TextField name="name" label={t("firm.name")} defaultValue={firm.name} maxLength={200} />
        <TextField
          name="entityKind"
          label={t("firm.entityKind")}
          defaultValue={firm.entityKind ?? ""}
          optional
          maxLength={100}
        />
        <SelectField
          name="sectorCode"
          label={t("firm.sector")}
          options={props.sectors.map((code) => ({ value: code, label: t.dynamic(`sector.${code}`) }))}
          placeholder={t("common.unknown")}
          defaultValue={firm.sectorCode ?? ""}
          optional
        />
        <SelectField
          name="sizeClass"
          label={t("firm.size")}
          options={options("size", FIRM_SIZES)}
          placeholder={t("common.unknown")}
          defaultValue={firm.sizeClass ?? ""}
          optional
        />
        <SelectField
          name="state"
          label={t("firm.state")}
          options={options("state", FIRM_STATES)}
          defaultValue={firm.state}
        />
        <TextField
          name="address"
          label={t("firm.address")}
          defaultValue={firm.address}
          optional
          maxLength={300}
        />
        <TextField
          name="phone"
          type="tel"
          label={t("firm.phone")}
          defaultValue={firm.phone ?? ""}
          optional
          width={20}
        />
        <TextareaField
          name="businessScope"
          label={t("firm.businessScope")}
          defaultValue={firm.businessScope}
          optional
          maxLength={2000}
        />
      </PostForm>
    </Section>
  );
}

function Conflict({ firm, typed }: { firm: FirmData; typed: Typed }) {
  const t = useT();
  const differing = EDITED.filter(
    (field) => typed[field] !== undefined && typed[field] !== (firm[field] ?? ""),
  );
  return (
    <Notice tone="warn" title={t("firm.edit.conflict")}>
      <p>{t("firm.edit.conflictBody")}</p>
      <ul>
        {differing.map((field) => (
          <li key={field}>
            <b>{t(`firm.${field}`)}</b> {t("firm.edit.now", { value: firm[field] || "–" })} ·{" "}
            {t("firm.edit.yours", { value: typed[field] || "–" })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
