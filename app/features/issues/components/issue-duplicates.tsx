import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { DuplicateProposal } from "../duplicates/propose-duplicates.query.server.ts";
import { stateBadge } from "./issue-look.ts";
import css from "./issue-record.module.css";

/** Probable duplicates to read beside the issue; each leads to the merge form with its number filled in. */
export function IssueDuplicates(props: { duplicates: readonly DuplicateProposal[]; mayMerge: boolean }) {
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
              <StatusBadge look={badge.look} word={t.dynamic(badge.word)} />{" "}
              <Link to={`/issues/${one.issueId}`}>
                {one.number} {one.title}
              </Link>
            </p>
            <p>
              {t("issue.duplicates.alike", { share: formatShare(one.score, 1) })}
              {one.sameFirm ? ` · ${t("issue.duplicates.sameFirm")}` : null} ·{" "}
              {formatInstant(one.submittedAt)}
            </p>
            <p className={css.words}>{one.words}</p>
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
