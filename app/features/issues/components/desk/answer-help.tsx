import { Link } from "@remix-run/react";
import { ANSWER_CLASSES } from "#app/domain/issue/states.ts";
import type { SimilarAnswer } from "#app/features/issues/queries/similar-answers.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { Button } from "#app/ui/form/button.tsx";

/** Puts a text into the answer that is being written, below what stands there; nothing typed is lost. */
function insert(text: string): void {
  const field = document.querySelector<HTMLTextAreaElement>(
    'form:has(button[value="draft_answer"]) textarea[name="body"]',
  );
  if (field === null) return;
  field.value = field.value.trim() === "" ? text : `${field.value.trimEnd()}\n\n${text}`;
  field.focus();
}

/** Beside the answer's form: a frame for each class of answer, and answers that solved similar issues. */
export function AnswerHelp({ similar }: { similar: readonly SimilarAnswer[] }) {
  const t = useT();
  return (
    <>
      <p>
        {ANSWER_CLASSES.map((one) => (
          <Button key={one} look="quiet" onClick={() => insert(t(`issue.help.template.${one}`))}>
            {t("issue.help.frame", { name: t(`issue.answerClass.${one}`) })}
          </Button>
        ))}
      </p>
      {similar.length === 0 ? (
        <p>{t("issue.help.none")}</p>
      ) : (
        <ul>
          {similar.map((one) => (
            <li key={one.issueId}>
              <Link to={`/issues/${one.issueId}`}>
                {one.number} {one.title}
              </Link>
              <p>{one.body}</p>
              <Button look="quiet" onClick={() => insert(one.body)}>
                {t("issue.help.use")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
