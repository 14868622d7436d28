import { stateBadge } from "#app/features/issues/components/issue-look.ts";
import type { DuplicateProposal } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { PlainLink } from "#app/ui/plain/plain-form.tsx";
import { PlainNotice } from "#app/ui/plain/plain-page.tsx";

/** What was typed, side by side with each earlier issue that may be the same matter; shown before anything is raised. */
export function RaiseCompare(props: {
  typed: Readonly<Record<string, string>>;
  proposals: readonly DuplicateProposal[];
}) {
  const t = useT();
  const { formatInstant, formatShare } = useFormat();
  if (props.proposals.length === 0) return null;
  return (
    <>
      <PlainNotice tone="warn" title={t("issue.duplicates.title")}>
        <p>{t("issue.new.compareHint")}</p>
      </PlainNotice>
      {props.proposals.map((one) => {
        const badge = stateBadge(one.state, one.closing);
        return (
          <section key={one.issueId} className="p-card p-stack">
            <div className="p-grid">
              <div>
                <h2>{t("issue.duplicates.yours")}</h2>
                <p>
                  <b>{props.typed.title}</b>
                </p>
                <p className="p-words">{props.typed.words}</p>
              </div>
              <div>
                <h2>{one.number}</h2>
                <p>
                  <b>{one.title}</b>
                </p>
                <p className="p-words">{one.words}</p>
              </div>
            </div>
            <p className="p-hint">
              {t("issue.duplicates.alike", { share: formatShare(one.score, 1) })}
              {one.sameFirm ? ` · ${t("issue.duplicates.sameFirm")}` : null} · {t.dynamic(badge.word)} ·{" "}
              {formatInstant(one.submittedAt)}
            </p>
            <PlainLink href={`/issues/${one.issueId}`}>{t("issue.duplicates.open")}</PlainLink>
          </section>
        );
      })}
    </>
  );
}
