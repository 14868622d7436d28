import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainLink } from "#app/ui/plain/plain-form.tsx";
import { PlainNotice, PlainTitle } from "#app/ui/plain/plain-page.tsx";
import type { Talk } from "../talk/get-talk.query.server.ts";

/** What helps before a talk: what is promised, open and was said, and questions to ask; the way to the form below. */
export function TalkPage({ talk }: { talk: Talk }) {
  const t = useT();
  const { formatDay } = useFormat();
  const { theme } = talk;
  const nothing = talk.said.length + talk.openIssues.length + talk.promises.length === 0;
  return (
    <div className="p-stack">
      <PlainTitle title={t("talk.title", { name: talk.name })} lead={t("talk.lead")} />
      {nothing && theme === null ? <p>{t("talk.nothing")}</p> : null}
      {talk.promises.length > 0 ? (
        <section className="p-stack">
          <h2>{t("talk.promises")}</h2>
          {talk.promises.map((one) => (
            <p key={`${one.issueId} ${one.dueOn} ${one.body}`}>
              <a href={`/issues/${one.issueId}`}>{one.body}</a>
              <br />
              {t(one.overdue ? "talk.promiseLate" : "talk.promiseDue", { day: formatDay(one.dueOn) })}
            </p>
          ))}
        </section>
      ) : null}
      {talk.openIssues.length > 0 ? (
        <section className="p-stack">
          <h2>{t("talk.issues")}</h2>
          {talk.openIssues.map((one) => (
            <p key={one.issueId}>
              <a href={`/issues/${one.issueId}`}>{one.title || one.number}</a>
              <br />
              {t(`issue.state.${one.state}`)}
            </p>
          ))}
        </section>
      ) : null}
      {talk.said.length > 0 ? (
        <section className="p-stack">
          <h2>{t("talk.said")}</h2>
          {talk.said.map((one) => (
            <p key={one.contactId}>
              <a href={`/contacts/${one.contactId}`}>
                {formatDay(one.happenedOn)} {t(`contact.kind.${one.kind}`)}
              </a>
              <br />
              {one.words}
            </p>
          ))}
        </section>
      ) : null}
      {theme === null ? null : (
        <PlainNotice
          title={t(theme.ofCounty ? "talk.themeCounty" : "talk.themeCity", { title: theme.title })}
        >
          <ol>
            {theme.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ol>
        </PlainNotice>
      )}
      <PlainLink main href={`/contacts/new?firm=${talk.firmId}`}>
        {t("talk.log")}
      </PlainLink>
    </div>
  );
}
