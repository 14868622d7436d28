import { Link, useSearchParams } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import type { Format } from "#app/i18n/format.ts";
import type { Translator } from "#app/i18n/translator.ts";
import { Icon } from "#app/ui/icon.tsx";
import { type Entry, Timeline } from "#app/ui/record/timeline.tsx";
import type { TimelineStep } from "../queries/issue-page.ts";
import { isInGroup, STEP_GROUPS, type StepGroup } from "../step-groups.ts";
import css from "./issue-record.module.css";

/** Parts of payloads that are people's own sentences, in the order in which they are read. */
const TEXTS = [
  "what",
  "reason",
  "whereToGo",
  "comment",
  "note",
  "remains",
  "consentedBy",
  "paperNo",
  "meetAt",
] as const;
/** Parts that are words of ours, by the dictionary they are in. */
const CODES: Record<string, string> = {
  cause: "issue.cause",
  way: "issue.contactWay",
  answerClass: "issue.answerClass",
  say: "issue.say",
  result: "issue.callResult",
  closing: "issue.closing",
  meeting: "issue.meeting",
};
const DAYS = ["promisedOn", "until", "wantedOn", "proposedOn", "consentedOn", "meetOn"] as const;
const LOUD = ["issue.escalated", "issue.level_decided", "issue.gate_opened"];

/** Clocks beside the main ladder only remind: that is neither a level nor red. */
export function isReminder(step: TimelineStep): boolean {
  return step.kind === "issue.escalated" && step.payload.ladder !== "main";
}

/** What a step says beside its name. */
export function detailsOf(t: Translator, format: Format, step: TimelineStep): string[] {
  const { payload, kind } = step;
  const lines: string[] = [];
  if (step.unit !== null) lines.push(step.unit);
  for (const [name, words] of Object.entries(CODES)) {
    const value = payload[name];
    if (typeof value !== "string") continue;
    lines.push(t.dynamic(`${kind === "issue.delivered" ? "issue.delivery" : words}.${value}`));
  }
  if (typeof payload.level === "number")
    lines.push(t.dynamic(`${isReminder(step) ? "reminder" : "level"}.${payload.level}`));
  if (isReminder(step)) lines.push(t.dynamic(`clock.${payload.ladder}`));
  for (const name of ["upheld", "granted", "agreed", "reopened"] as const)
    if (typeof payload[name] === "boolean")
      lines.push(payload[name] ? t("issue.page.ruledYes") : t("issue.page.ruledNo"));
  for (const name of DAYS) {
    const value = payload[name];
    if (typeof value === "string" && value !== "") lines.push(format.formatDay(value));
  }
  for (const name of TEXTS) {
    const value = payload[name];
    if (typeof value === "string" && value !== "") lines.push(value);
  }
  for (const name of step.files) lines.push(t("issue.steps.file", { name }));
  return lines;
}

/** Links that narrow the timeline; which one is chosen stands in the address. */
function StepFilter(props: { steps: readonly TimelineStep[]; chosen: StepGroup | null }) {
  const t = useT();
  const groups = STEP_GROUPS.filter((group) => props.steps.some((step) => isInGroup(step, group)));
  if (groups.length < 2) return null;
  const link = (group: StepGroup | null) => (
    <Link
      key={group ?? "all"}
      to={group === null ? "?" : `?steps=${group}`}
      preventScrollReset
      aria-current={props.chosen === group ? "true" : undefined}
    >
      {group === null ? t("common.all") : t(`issue.steps.${group}`)}
    </Link>
  );
  return (
    <nav className={css.tabs} aria-label={t("issue.steps.title")} data-noprint>
      {link(null)}
      {groups.map(link)}
    </nav>
  );
}

/** The timeline of an issue, the centre of its page; what happened after `seenVersion` is marked as new. */
export function IssueSteps(props: { steps: readonly TimelineStep[]; seenVersion: number | null }) {
  const t = useT();
  const format = useFormat();
  const wanted = useSearchParams()[0].get("steps");
  const chosen = STEP_GROUPS.find((group) => group === wanted) ?? null;
  const shown = chosen === null ? props.steps : props.steps.filter((step) => isInGroup(step, chosen));
  const entries = shown.map((step): Entry => {
    const name = isReminder(step) ? t("ladder.reminder") : t.dynamic(`event.${step.kind}`);
    const isNew = props.seenVersion !== null && step.version > props.seenVersion;
    const details = detailsOf(t, format, step);
    const role = t.dynamic(step.role === "system" ? "issue.page.system" : `role.${step.role}`);
    return {
      key: step.key,
      at: step.at,
      when: format.formatInstant(step.at),
      title: (
        <>
          {isNew ? t("issue.page.newStep", { step: name }) : name}{" "}
          {step.internal ? (
            <span className={css.internal}>
              <Icon name="shield" />
              {t("issue.steps.internalMark")}
            </span>
          ) : null}
        </>
      ),
      by: step.by === null ? role : t("issue.page.byPerson", { name: step.by, role }),
      loud: LOUD.includes(step.kind) && !isReminder(step),
      body:
        details.length === 0 && step.words === null ? undefined : (
          <>
            {details.length === 0 ? null : <p>{details.join(" · ")}</p>}
            {step.words === null ? null : <p className={css.words}>{step.words}</p>}
          </>
        ),
    };
  });
  return (
    <>
      <StepFilter steps={props.steps} chosen={chosen} />
      <Timeline label={t("issue.page.timeline")} entries={entries} empty={<p>{t("issue.steps.none")}</p>} />
    </>
  );
}
