import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors, unplacedErrors } from "#app/i18n/form-messages.ts";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { Button, FileLink, LinkButton, SubmitButton } from "#app/ui/form/button.tsx";
import { TextareaField, TextField } from "#app/ui/form/fields.tsx";
import { ErrorSummary, PostForm } from "#app/ui/form/post-form.tsx";
import { FactList, RecordBody, RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import type { LetterView } from "../get-letter.query.server.ts";
import css from "./letter.module.css";
import { LetterBadge } from "./letter-list.tsx";
import { LetterPaper } from "./letter-paper.tsx";
import type { LetterPaper as Paper } from "./letter-words.ts";

type Answer = (FormAnswer & { typed?: Record<string, string> }) | undefined;

/** One supervision notice 督办函: the paper, what its reader may do with it, and what became of it. */
export function LetterRecord(props: { letter: LetterView; paper: Paper; body: string; answer: Answer }) {
  const t = useT();
  const { letter } = props;
  return (
    <>
      <RecordHeader
        back={
          <Link to="/letters" data-noprint>
            {t("nav.letters")}
          </Link>
        }
        name={t("letter.name", { unit: letter.unit ?? "" })}
        code={letter.number ?? undefined}
        badges={
          <LetterBadge solid state={letter.state} late={letter.late} received={letter.receivedAt !== null} />
        }
        actions={
          <>
            <Button icon="print" onClick={() => window.print()}>
              {t("letter.print")}
            </Button>
            <FileLink to={`/letters/${letter.letterId}/file`}>{t("letter.docx")}</FileLink>
          </>
        }
      />
      <ErrorSummary
        errors={unplacedErrors(t, props.answer, ({ command }) =>
          letter.commands.some((one) => one === command),
        )}
      />
      <RecordBody facts={<LetterFacts letter={letter} />}>
        <div data-noprint>
          {letter.state === "draft" ? (
            <Notice tone="warn" title={t("letter.notSent")}>
              <p>{letter.issue.closed ? t("letter.closedHint") : t("letter.notSentHint")}</p>
            </Notice>
          ) : null}
          {letter.state === "dropped" ? (
            <Notice title={t("letter.state.dropped")}>
              <p>{droppedWords(t, letter.droppedReason)}</p>
            </Notice>
          ) : null}
          {letter.reply === null ? null : (
            <Section title={t("letter.reply")}>
              <p className={css.reply}>{letter.reply}</p>
            </Section>
          )}
          <LetterForms {...props} />
        </div>
        <LetterPaper paper={props.paper} />
      </RecordBody>
    </>
  );
}

function droppedWords(t: ReturnType<typeof useT>, reason: string | null): string {
  if (reason === "issue_closed" || reason === "stood_down") return t(`letter.droppedBy.${reason}`);
  return reason ?? "";
}

function LetterFacts({ letter }: { letter: LetterView }) {
  const t = useT();
  const { formatInstant, formatDay } = useFormat();
  const done = (at: string | null, by: string | null) =>
    at === null ? null : `${formatInstant(at)}${by === null ? "" : ` · ${by}`}`;
  return (
    <div data-noprint>
      <FactList
        facts={[
          {
            label: t("letter.issue"),
            value: (
              <Link to={`/issues/${letter.issue.issueId}`}>
                {letter.issue.number} {letter.issue.title}
              </Link>
            ),
          },
          { label: t("letter.unit"), value: letter.unit },
          {
            label: t("letter.head"),
            value: letter.head?.unreached
              ? t("letter.unreached", { name: letter.head.name })
              : letter.head?.name,
          },
          {
            label: t("letter.why"),
            value: letter.trigger === null ? t("letter.byHand") : t.dynamic(`trigger.${letter.trigger}`),
          },
          { label: t("letter.draftedAt"), value: formatInstant(letter.draftedAt) },
          { label: t("letter.signer"), value: letter.signer },
          { label: t("letter.signedAt"), value: done(letter.signedAt, letter.signedBy) },
          { label: t("letter.replyBy"), value: letter.replyBy === null ? null : formatDay(letter.replyBy) },
          { label: t("letter.receivedAt"), value: done(letter.receivedAt, letter.receivedBy) },
          { label: t("letter.repliedAt"), value: done(letter.repliedAt, letter.repliedBy) },
        ]}
      />
    </div>
  );
}

function LetterForms({ letter, body, answer }: { letter: LetterView; body: string; answer: Answer }) {
  const t = useT();
  const { commands, version, offered } = letter;
  const typed = answer && !answer.ok ? answer.typed : undefined;
  const of = (...names: string[]) =>
    typed !== undefined && names.includes(typed.command ?? "")
      ? { errors: formErrors(t, answer), typed, version }
      : { version };
  return (
    <div className={css.forms}>
      {commands.includes("sign") ? (
        <Section title={t("letter.toSign")} note={t("letter.toSignNote")}>
          <PostForm
            {...of("sign", "edit")}
            buttons={
              <>
                <SubmitButton name="command" value="sign" icon="check">
                  {t("letter.do.sign")}
                </SubmitButton>
                <SubmitButton look="second" name="command" value="edit">
                  {t("letter.do.edit")}
                </SubmitButton>
              </>
            }
          >
            <TextField
              name="number"
              label={t("letter.number")}
              defaultValue={letter.number ?? offered?.number}
              width={20}
            />
            <TextField
              name="signer"
              label={t("letter.signer")}
              hint={t("letter.signerHint")}
              defaultValue={letter.signer ?? offered?.signer}
              width={20}
            />
            <TextField
              name="replyBy"
              type="date"
              label={t("letter.replyBy")}
              hint={t("letter.replyByHint")}
              defaultValue={letter.replyBy ?? offered?.replyBy}
              width={12}
            />
            <TextareaField name="body" label={t("letter.body")} rows={6} defaultValue={body} />
          </PostForm>
        </Section>
      ) : null}
      {commands.includes("reply") ? (
        <Section title={t("letter.toReply")}>
          <PostForm
            {...of("reply", "receive")}
            buttons={
              <>
                <SubmitButton name="command" value="reply">
                  {t("letter.do.reply")}
                </SubmitButton>
                {commands.includes("receive") ? (
                  <SubmitButton look="second" name="command" value="receive" icon="check">
                    {t("letter.do.receive")}
                  </SubmitButton>
                ) : null}
              </>
            }
          >
            {commands.includes("receive") ? <p>{t("letter.receiveHint")}</p> : null}
            <TextareaField
              name="reply"
              label={t("letter.reply")}
              hint={t("letter.replyHint")}
              rows={6}
              defaultValue={letter.draftReply ?? undefined}
            />
          </PostForm>
        </Section>
      ) : null}
      {commands.includes("drop") ? (
        <details open={typed?.command === "drop"}>
          <summary>{t(letter.state === "draft" ? "letter.do.drop" : "letter.do.withdraw")}</summary>
          <PostForm
            {...of("drop")}
            buttons={
              <SubmitButton look="second" name="command" value="drop">
                {t(letter.state === "draft" ? "letter.do.drop" : "letter.do.withdraw")}
              </SubmitButton>
            }
          >
            <TextareaField name="reason" label={t("letter.dropReason")} rows={2} />
          </PostForm>
        </details>
      ) : null}
      {letter.issue.closed && letter.state === "draft" ? null : (
        <p>
          <LinkButton to={`/letters?list=all&issue=${letter.issue.issueId}`} look="quiet">
            {t("letter.allOfIssue")}
          </LinkButton>
        </p>
      )}
    </div>
  );
}
