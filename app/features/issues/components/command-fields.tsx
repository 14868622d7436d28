import {
  ANSWER_CLASSES,
  CONFIDENTIALITIES,
  DELIVERY_WAYS,
  FIRM_SAYS,
  ISSUE_TYPES,
  PAUSE_REASONS,
  RATINGS,
  REQUEST_KINDS,
  SEVERITIES,
} from "#app/domain/issue/states.ts";
import { useT } from "#app/i18n/context.tsx";
import type { Translator } from "#app/i18n/translator.ts";
import {
  CheckboxField,
  ChoiceField,
  FileField,
  type Option,
  SelectField,
  TextareaField,
  TextField,
} from "#app/ui/form/fields.tsx";
import type { FormCommand } from "../issue.schema.ts";
import type { IssueFormChoices } from "../queries/list-units.query.server.ts";
import css from "./issue-record.module.css";

/** What a form may start from: the issue's present values. */
export type FieldDefaults = Record<string, string>;

type Control =
  | { as: "line" | "area" | "day" | "number" | "check" | "files"; optional?: boolean }
  | { as: "choice"; words: string; values: readonly string[]; optional?: boolean }
  | { as: "unit" | "units" | "category"; optional?: boolean };

const choice = (words: string, values: readonly string[], optional = false): Control => ({
  as: "choice",
  words,
  values,
  optional,
});

/** How each field is asked for; a command's own way goes before the field's usual one. */
const CONTROLS: Record<string, Control> = {
  reason: { as: "area" },
  whereToGo: { as: "area" },
  what: { as: "area" },
  "rule_request.what": choice("issue.request", REQUEST_KINDS),
  note: { as: "area" },
  comment: { as: "area" },
  body: { as: "area" },
  words: { as: "area", optional: true },
  "supply_information.words": { as: "area" },
  "add_material.words": { as: "area" },
  remains: { as: "area", optional: true },
  wording: { as: "area", optional: true },
  title: { as: "line", optional: true },
  intoNumber: { as: "line" },
  consentedBy: { as: "line" },
  paperNo: { as: "line", optional: true },
  platform: { as: "line" },
  number: { as: "line" },
  suggestionNo: { as: "line" },
  consentedOn: { as: "day" },
  until: { as: "day" },
  promisedOn: { as: "day" },
  "sign_answer.promisedOn": { as: "day", optional: true },
  proposedOn: { as: "day", optional: true },
  wantedOn: { as: "day", optional: true },
  meetOn: { as: "day", optional: true },
  meetAt: { as: "line", optional: true },
  photo: { as: "files", optional: true },
  days: { as: "number" },
  upheld: { as: "check" },
  granted: { as: "check" },
  agreed: { as: "check" },
  reopened: { as: "check" },
  categoryCode: { as: "category" },
  departmentId: { as: "unit" },
  "object.departmentId": { as: "unit", optional: true },
  "ask_reassignment.departmentId": { as: "unit", optional: true },
  "rule_objection.departmentId": { as: "unit", optional: true },
  "rule_reassignment.departmentId": { as: "unit", optional: true },
  coHandlers: { as: "units", optional: true },
  severity: choice("issue.severity", SEVERITIES),
  type: choice("issue.type", ISSUE_TYPES),
  confidentiality: choice("issue.confidentiality", CONFIDENTIALITIES, true),
  "change_confidentiality.to": choice("issue.confidentiality", CONFIDENTIALITIES),
  to: choice("issue.transferTo", ["county", "city"]),
  "record_delivery.way": choice("issue.delivery", DELIVERY_WAYS),
  way: choice("issue.contactWay", ["visit", "phone", "chat", "meeting", "relayed"]),
  pauseReason: choice("issue.pauseReason", PAUSE_REASONS),
  answerClass: choice("issue.answerClass", ANSWER_CLASSES),
  meeting: choice("issue.meeting", ["yes", "no"], true),
  say: choice("issue.say", FIRM_SAYS),
  rating: choice("issue.rating", RATINGS, true),
  attitude: choice("issue.rating", RATINGS, true),
  divertTo: choice("issue.divert", ["mediation", "petition", "court"]),
  level: choice("level", ["3", "4", "5"]),
};

/** Fields that a command asks for in words of its own. */
const OWN_LABELS: readonly string[] = [
  "supply_information.words",
  "add_material.words",
  "contest.words",
  "contest_decline.words",
  "contest_merge.words",
  "withdraw.words",
  "record_contact.words",
  "give_opinion.body",
  "give_interim_answer.body",
];

/** The fields of one command's form. */
export function CommandFields(props: {
  command: FormCommand;
  names: readonly string[];
  choices: IssueFormChoices;
  defaults: FieldDefaults;
  /** Fields that only some cases need, folded away below the others. */
  aside?: readonly string[];
  asideOpen?: boolean;
}) {
  const t = useT();
  const aside = props.aside ?? [];
  const field = (name: string) => <OneField key={name} name={name} {...props} />;
  return (
    <>
      {props.names.filter((name) => !aside.includes(name)).map(field)}
      {aside.length === 0 ? null : (
        <details className={css.fold} open={props.asideOpen || undefined}>
          <summary>{t("issue.page.wordingFold")}</summary>
          {props.names.filter((name) => aside.includes(name)).map(field)}
        </details>
      )}
    </>
  );
}

function OneField(props: {
  name: string;
  command: FormCommand;
  choices: IssueFormChoices;
  defaults: FieldDefaults;
}) {
  const t = useT();
  const { name, command, choices } = props;
  const own = `${command}.${name}`;
  const control = CONTROLS[own] ?? CONTROLS[name];
  if (control === undefined) return null;
  const shared = {
    name,
    label: t.dynamic(`issue.field.${OWN_LABELS.includes(own) ? own : name}`),
    optional: control.optional,
    defaultValue: props.defaults[own] ?? props.defaults[name],
  };
  switch (control.as) {
    case "line":
      return <TextField {...shared} />;
    case "area":
      return <TextareaField {...shared} rows={name === "body" ? 8 : 3} />;
    case "day":
      return <TextField {...shared} type="date" width={12} />;
    case "number":
      return <TextField {...shared} inputMode="numeric" width={6} />;
    case "files":
      return <FileField {...shared} multiple />;
    case "check":
      return <CheckboxField {...shared} />;
    case "choice":
      return (
        <ChoiceField
          {...shared}
          inline
          options={control.values.map((value) => ({ value, label: t.dynamic(`${control.words}.${value}`) }))}
        />
      );
    case "category":
      return (
        <SelectField {...shared} placeholder={t("issue.page.choose")} options={categoryOptions(t, choices)} />
      );
    case "unit":
      return (
        <SelectField {...shared} placeholder={t("issue.page.choose")} options={unitOptions(t, choices)} />
      );
    case "units":
      return (
        <details className={css.fold}>
          <summary>{shared.label}</summary>
          <ChoiceField {...shared} many inline options={unitOptions(t, choices)} />
        </details>
      );
  }
}

function categoryOptions(t: Translator, choices: IssueFormChoices): Option[] {
  return choices.categories.map((category) => ({
    value: category.categoryCode,
    label: `${category.categoryCode} ${t.locale === "en" ? category.nameEn : category.name}`,
  }));
}

function unitOptions(t: Translator, choices: IssueFormChoices): Option[] {
  return choices.units.map((unit) => ({
    value: String(unit.departmentId),
    label: unit.suggested ? t("issue.page.suggested", { name: unit.name }) : unit.name,
  }));
}
