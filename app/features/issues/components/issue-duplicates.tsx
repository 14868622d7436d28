import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { DuplicateProposal } from "../duplicates/propose-duplicates.query.server.ts";
import { stateBadge } from "./issue-look.ts";
import css from "./issue-record.module.css";

/** Probable duplicates to read beside the issue; each leads to the merge form with its number filled in. */
export function IssueDuplicates(props: {
  duplicates: readonly DuplicateProposal[];
  mayMerge: boolean;
  /** The issue itself, to be read side by side. */
  own: { number: string; title: string; words: string };
}) {
  const t = useT();
  const { formatInstant, formatShare } = useFormat();
  if (props.duplicates.length === 0) return null;
  return (
    <Section title={t("issue.duplicates.title")}>
      {props.duplicates.map((one) => {
        const badge = stateBadge(one.state, one.closing);
        return (
          <Card key={one.issueId}>
            <p>
              {t("issue.duplicates.alike", { share: formatShare(one.score, 1) })}
              {one.sameFirm ? ` · ${t("issue.duplicates.sameFirm")}` : null} ·{" "}
              {formatInstant(one.submittedAt)}
            </p>
            <div className={css.pair}>
              <div>
                <h3>{t("issue.duplicates.this")}</h3>
                <p>
                  {props.own.number} {props.own.title}
                </p>
                <p className={css.words}>{props.own.words}</p>
              </div>
              <div>
                <h3>
                  <StatusBadge look={badge.look} word={t.dynamic(badge.word)} />
                </h3>
                <p>
                  <Link to={`/issues/${one.issueId}`}>
                    {one.number} {one.title}
                  </Link>
                </p>
                <p className={css.words}>{one.words}</p>
              </div>
            </div>
            {props.mayMerge && one.state !== "closed" ? (
              <p>
                <Link to={`?merge=${one.number}#merge`} preventScrollReset>
                  {t("issue.duplicates.merge")}
                </Link>
              </p>
            ) : null}
          </Card>
        );
      })}
    </Section>
  );
}
