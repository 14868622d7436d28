import { useSearchParams } from "@remix-run/react";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
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
  const [address] = useSearchParams();
  const mergeInto = address.get("merge");
  const chosen = address.get("do");
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
          <Fold
            key={command}
            id={command}
            title={t(`issue.command.${command}`)}
            open={
              chosen === command ||
              sentBy(props.answer, command) ||
              (command === "merge" && mergeInto !== null)
            }
            elsewhere={
              <noscript>
                <a href={`?do=${command}#${command}`}>{t(`issue.command.${command}`)}</a>
              </noscript>
            }
          >
            <CommandForm key={`${command}-${issue.version}`} {...props} command={command} />
          </Fold>
        ))}
    </Section>
  );
}

/** A fold whose content is made when it is first opened; `elsewhere` leads there without scripts. */
function Fold(props: {
  id?: string;
  title: string;
  open?: boolean;
  elsewhere?: ReactNode;
  children: ReactNode;
}) {
  const [seen, setSeen] = useState(false);
  const box = useRef<HTMLDetailsElement>(null);
  // It may have been opened before the page stood.
  useEffect(() => setSeen(box.current?.open ?? false), []);
  return (
    <details
      ref={box}
      id={props.id}
      className={css.fold}
      open={props.open || undefined}
      onToggle={() => setSeen(true)}
    >
      <summary>{props.title}</summary>
      <Suspense>{seen || props.open ? props.children : props.elsewhere}</Suspense>
    </details>
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
      upload={command === "record_contact"}
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
        <Fold title={t.dynamic("issue.help.title")}>
          <AnswerHelp similar={props.similar} />
        </Fold>
      ) : null}
      {command === "decline" ? (
        <Fold title={t("issue.outOfScope.title")}>
          <DeclineHelp />
        </Fold>
      ) : null}
    </PostForm>
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
