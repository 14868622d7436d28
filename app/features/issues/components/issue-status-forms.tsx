import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import {
  PlainButton,
  PlainChoices,
  PlainField,
  PlainForm,
  PlainTextarea,
} from "#app/ui/plain/plain-form.tsx";
import type { FormCommand } from "../issue.schema.ts";
import type { IssuePage } from "../queries/issue-page.ts";

/** What the holder of the link may do with the issue now, each a form of its own; the word on the answer comes first and open. */
export function IssueStatusForms(props: { issue: IssuePage }) {
  const t = useT();
  const { formatDay } = useFormat();
  const { issue } = props;
  const may = (command: FormCommand) => issue.commands.includes(command);
  const contest = (["contest", "contest_decline", "contest_merge"] as const).find(may);
  const add = (["supply_information", "add_material"] as const).find(may);
  const soft = ["C", "D"].includes(issue.answers.find((one) => one.state === "signed")?.answerClass ?? "");
  return (
    <>
      <Asked issue={issue} command="say">
        <PlainChoices
          name="say"
          label={t("status.say")}
          options={(
            ["solved", "partly", "not_solved", ...(soft ? (["understood"] as const) : [])] as const
          ).map((value) => ({ value, label: t(`status.say.${value}`) }))}
        />
        {(["rating", "attitude"] as const).map((name) => (
          <PlainChoices
            key={name}
            name={name}
            inline
            label={t(name === "rating" ? "status.say.result" : "status.say.attitude")}
            options={(["satisfied", "basically", "dissatisfied"] as const).map((value) => ({
              value,
              label: t(`issue.rating.${value}`),
            }))}
          />
        ))}
        <PlainTextarea name="words" label={t("status.say.words")} rows={3} />
        <PlainTextarea name="remains" label={t("status.say.remains")} rows={2} />
        <PlainField name="wantedOn" type="date" label={t("status.say.wantedOn")} />
      </Asked>
      {issue.appointment ? (
        <Asked issue={issue} command="add_material">
          <p>
            <b>
              {formatDay(issue.appointment.meetOn)} {issue.appointment.meetAt}
            </b>
          </p>
          <p className="p-words">{issue.appointment.words}</p>
          {issue.confidentiality === "open" ? null : <p className="p-hint">{t("status.meeting.hint")}</p>}
          <PlainChoices
            name="meeting"
            label={t("status.meeting.answer")}
            options={(["yes", "no"] as const).map((value) => ({ value, label: t(`issue.meeting.${value}`) }))}
          />
          <Words id="meeting" label={t("status.meeting.words")} />
        </Asked>
      ) : null}
      <Asked issue={issue} command="accept_promise_date" />
      {may("dispute_promise_date") ? (
        <Fold title={t("status.promise.dispute")}>
          <Command issue={issue} command="dispute_promise_date" send={t("status.promise.send")}>
            <PlainTextarea name="reason" label={t("status.promise.reason")} rows={3} />
            <PlainField name="proposedOn" type="date" label={t("status.say.wantedOn")} />
          </Command>
        </Fold>
      ) : null}
      {add ? (
        <Command issue={issue} command={add} title={t("status.add")} send={t("status.add.send")}>
          <Words id="add" label={t("status.add.words")} />
          <div className="p-field">
            <label htmlFor="add-photo">{t("status.add.photo")}</label>
            <input className="p-input" id="add-photo" type="file" name="photo" multiple />
          </div>
        </Command>
      ) : null}
      {may("agree_to_naming") ? (
        <Fold title={t("status.naming")}>
          <p>{t("status.naming.hint")}</p>
          <Command issue={issue} command="agree_to_naming" send={t("status.naming.send")} />
        </Fold>
      ) : null}
      {contest ? (
        <Fold title={t("status.contest")}>
          <Command issue={issue} command={contest} send={t("status.contest.send")}>
            <Words id="contest" label={t("status.contest.words")} />
          </Command>
        </Fold>
      ) : null}
      {may("take_up_again") ? (
        <Fold title={t("status.takeUp")}>
          <Command issue={issue} command="take_up_again" send={t("status.takeUp.send")} />
        </Fold>
      ) : null}
      {may("withdraw") ? (
        <Fold title={t("status.withdraw")}>
          <Command issue={issue} command="withdraw" send={t("status.withdraw.send")}>
            <Words id="withdraw" label={t("status.withdraw.words")} />
          </Command>
        </Fold>
      ) : null}
    </>
  );
}

/** What is asked for now: the question and the words of its button. */
const ASKED = {
  say: ["status.say", "status.say.send"],
  add_material: ["status.meeting", "status.meeting.send"],
  accept_promise_date: ["status.promise", "status.promise.accept"],
} as const;

/** The form of what is asked of the holder now, open and with the main button; nothing where it isn't. */
function Asked(props: { issue: IssuePage; command: keyof typeof ASKED; children?: ReactNode }) {
  const t = useT();
  if (!props.issue.commands.includes(props.command)) return null;
  const [title, send] = ASKED[props.command];
  return <Command {...props} title={t(title)} send={t(send)} main />;
}

function Words(props: { id: string; label: string }) {
  return (
    <div className="p-field">
      <label htmlFor={`${props.id}-words`}>{props.label}</label>
      <textarea className="p-input" id={`${props.id}-words`} name="words" rows={4} />
    </div>
  );
}

function Fold(props: { title: string; children: ReactNode }) {
  return (
    <details className="p-more">
      <summary>{props.title}</summary>
      <div className="p-stack">{props.children}</div>
    </details>
  );
}

function Command(props: {
  issue: IssuePage;
  command: FormCommand;
  title?: string;
  send: string;
  main?: boolean;
  children?: ReactNode;
}) {
  return (
    <PlainForm upload>
      <input type="hidden" name="command" value={props.command} />
      <input type="hidden" name="version" value={props.issue.version} />
      {props.title === undefined ? null : <h2>{props.title}</h2>}
      {props.children}
      <PlainButton second={!props.main}>{props.send}</PlainButton>
    </PlainForm>
  );
}
