import { useSearchParams } from "@remix-run/react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import type { FormCommand } from "../issue.schema.ts";
import { isForward } from "../offered-commands.ts";
import type { IssuePage } from "../queries/issue-page.ts";
import type { IssueFormChoices } from "../queries/list-units.query.server.ts";
import type { SimilarAnswer } from "../queries/similar-answers.query.server.ts";
import { CommandFields, type FieldDefaults } from "./command-fields.tsx";
import css from "./issue-record.module.css";

const DeclineHelp = lazy(() =>
  import("./desk/decline-help.tsx").then((one) => ({ default: one.DeclineHelp })),
);
const AnswerHelp = lazy(() => import("./desk/answer-help.tsx").then((one) => ({ default: one.AnswerHelp })));

/** Commands that take the unit's wording along, which an open issue needs only where its category is shielded by default. */
const ACCEPTING: readonly FormCommand[] = ["accept", "accept_and_transfer"];
const WORDING = ["title", "wording"];

/** The answer of the page's action, with the command that was sent. */
export type CommandAnswer = FormAnswer & { typed?: Record<string, string> };

/** What the reader may do with the issue: the step that carries it on open, the others folded away. */
export function IssueActions(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
}) {
  const t = useT();
  const { issue } = props;
  const mergeInto = useSearchParams()[0].get("merge");
  if (issue.commands.length === 0) return null;
  const [first] = issue.commands;
  const main = first !== undefined && isForward(first) ? first : null;
  return (
    <Section title={t("issue.page.actions")}>
      {main === null ? null : (
        <Card>
          <CommandForm key={`${main}-${issue.version}`} {...props} command={main} />
        </Card>
      )}
      {issue.commands
        .filter((command) => command !== main)
        .map((command) => (
          <details
            key={command}
            id={command}
            className={css.fold}
            open={sentBy(props.answer, command) || (command === "merge" && mergeInto !== null) || undefined}
          >
            <summary>{t(`issue.command.${command}`)}</summary>
            <CommandForm key={`${command}-${issue.version}`} {...props} command={command} />
          </details>
        ))}
    </Section>
  );
}

function sentBy(answer: CommandAnswer | undefined, command: FormCommand): boolean {
  return answer !== undefined && !answer.ok && answer.typed?.command === command;
}

function CommandForm(props: {
  issue: IssuePage;
  choices: IssueFormChoices;
  today: string;
  similar: readonly SimilarAnswer[];
  answer: CommandAnswer | undefined;
  command: FormCommand;
}) {
  const t = useT();
  const { issue, command, answer } = props;
  const mine = sentBy(answer, command);
  const mergeInto = useSearchParams()[0].get("merge");
  return (
    <PostForm
      errors={mine ? formErrors(t, answer) : undefined}
      typed={mine && answer && !answer.ok ? answer.typed : undefined}
      version={issue.version}
      buttons={
        <SubmitButton name="command" value={command}>
          {t(`issue.command.${command}`)}
        </SubmitButton>
      }
    >
      <CommandFields
        command={command}
        aside={issue.confidentiality === "open" && ACCEPTING.includes(command) ? WORDING : undefined}
        asideOpen={mine}
        names={issue.fields[command] ?? []}
        choices={props.choices}
        defaults={{
          ...defaultsOf(issue, props.today),
          consentedBy: props.choices.consentedBy,
          intoNumber: mergeInto ?? "",
        }}
      />
      {command === "draft_answer" ? (
        <HelpFold title={t.dynamic("issue.help.title")}>
          <AnswerHelp similar={props.similar} />
        </HelpFold>
      ) : null}
      {command === "decline" ? (
        <HelpFold title={t("issue.outOfScope.title")}>
          <DeclineHelp />
        </HelpFold>
      ) : null}
    </PostForm>
  );
}

/** Help beside a form; it is loaded when it is opened. */
function HelpFold(props: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={css.fold} onToggle={() => setOpen(true)}>
      <summary>{props.title}</summary>
      <Suspense>{open ? props.children : null}</Suspense>
    </details>
  );
}

function defaultsOf(issue: IssuePage, today: string): FieldDefaults {
  const draft = issue.answers.find((one) => one.state === "draft" || one.state === "sent_back");
  return {
    severity: issue.severity,
    type: issue.type,
    categoryCode: issue.category?.categoryCode ?? "",
    consentedOn: today,
    to: "county",
    way: "phone",
    answerClass: draft?.answerClass ?? "A",
    "draft_answer.body": draft?.body ?? issue.answers[0]?.body ?? "",
    "correct_answer.body": issue.answers.find((one) => one.state === "signed")?.body ?? "",
    title: issue.confidentiality === "open" ? issue.title : "",
    wording: issue.wording,
  };
}
