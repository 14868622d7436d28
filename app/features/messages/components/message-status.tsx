import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";
import type { MessagePage } from "../get-message.query.server.ts";
import { PlainFold, SenderForm } from "./sender-form.tsx";

/** What the sender reads of a message that is no issue yet: where it stands, who has it until when, every step. */
export function MessageStatus(props: { message: MessagePage }) {
  const t = useT();
  const { dueInWords } = useFormat();
  const { message } = props;
  const ended = message.state === "closed";
  return (
    <>
      <PlainNotice
        tone={message.state === "asked_back" ? "warn" : "calm"}
        title={
          ended
            ? t("status.endedAs", { reason: t.dynamic(`message.closing.${message.closing}`) })
            : message.state === "passed_on"
              ? t("status.passedOn")
              : t("status.now", {
                  state: t(message.state === "asked_back" ? "message.state.asked_back" : "status.plain.sent"),
                })
        }
      >
        {message.next === null || ended ? null : (
          <p>
            {t("status.next", {
              owner: message.state === "asked_back" ? t("party.firm") : t(`message.owner.${message.owner}`),
              due: dueInWords(message.next),
            })}
          </p>
        )}
        {message.whereToGo === "" ? null : <p>{t("status.whereToGo", { where: message.whereToGo })}</p>}
      </PlainNotice>
      <h2>{t("status.words")}</h2>
      <p className="p-words">{message.words}</p>
      <h2>{t("status.steps")}</h2>
      <MessageSteps message={message} />
    </>
  );
}

/** The steps of a message, newest first; below those of the issue it became. */
export function MessageSteps(props: { message: MessagePage }) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { message } = props;
  return (
    <ul className="p-steps">
      {message.steps.map((step) => (
        <li key={step.key}>
          <b>{t.dynamic(`event.${step.kind}`)}</b>
          <span className="p-hint">
            {formatInstant(step.at)} ·{" "}
            {step.role === "system" ? t("status.role.system") : t.dynamic(`role.${step.role}`)}
          </span>
          {step.words === null ? null : <p className="p-words">{step.words}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What the sender may do while it is a message. */
export function MessageSenderForms(props: { message: MessagePage }) {
  const t = useT();
  const { message } = props;
  const may = (command: string) => (message.commands as string[]).includes(command);
  return (
    <>
      {may("supply") ? (
        <SenderForm
          command="supply"
          version={message.version}
          label={t("status.add.words")}
          send={t("status.add.send")}
          title={t("status.add")}
          photo={t("status.add.photo")}
        />
      ) : null}
      {may("contest") && !message.reviewOpen ? (
        <PlainFold title={t("status.contest")}>
          <SenderForm
            command="contest"
            version={message.version}
            label={t("status.contest.words")}
            send={t("status.contest.send")}
          />
        </PlainFold>
      ) : null}
      {may("withdraw") ? (
        <PlainFold title={t("status.withdraw")}>
          <SenderForm
            command="withdraw"
            version={message.version}
            label={t("status.withdraw.words")}
            send={t("status.withdraw.send")}
          />
        </PlainFold>
      ) : null}
    </>
  );
}

/** 我受到压力: to the city supervisor alone. */
export function PressureForm() {
  const t = useT();
  return (
    <PlainFold title={t("status.pressure")}>
      <p>{t("status.pressure.hint")}</p>
      <SenderForm
        command="pressure"
        version={null}
        label={t("status.pressure.words")}
        send={t("status.pressure.send")}
      />
    </PlainFold>
  );
}
