import { Link } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import type { DuplicateProposal } from "../duplicates/propose-duplicates.query.server.ts";
import { stateBadge } from "./issue-look.ts";
import css from "./issue-record.module.css";

/** So many of the proposals stand open; the actions are not to be pushed out of sight. */
const SHOWN_AT_ONCE = 2;

/** Probable duplicates to read beside the issue; each leads to the merge form with its number filled in. */
export function IssueDuplicates(props: Compared & { duplicates: readonly DuplicateProposal[] }) {
  const t = useT();
  const { formatCount } = useFormat();
  if (props.duplicates.length === 0) return null;
  const first = props.duplicates.slice(0, SHOWN_AT_ONCE);
  const others = props.duplicates.slice(SHOWN_AT_ONCE);
  return (
    <Section title={t("issue.duplicates.title")}>
      {first.map((one) => (
        <Proposal key={one.issueId} {...props} one={one} />
      ))}
      {others.length === 0 ? null : (
        <details className={css.fold}>
          <summary>{t("issue.duplicates.others", { count: formatCount(others.length) })}</summary>
          {others.map((one) => (
            <Proposal key={one.issueId} {...props} one={one} />
          ))}
        </details>
      )}
    </Section>
  );
}

/** `own` = the issue itself, to be read side by side. */
type Compared = { mayMerge: boolean; own: { number: string; title: string; words: string } };

function Proposal({ one, ...props }: Compared & { one: DuplicateProposal }) {
  const t = useT();
  const { formatInstant, formatShare } = useFormat();
  const badge = stateBadge(one.state, one.closing);
  return (
    <Card>
      <p>
        {t("issue.duplicates.alike", { share: formatShare(one.score, 1) })}
        {one.sameFirm ? ` · ${t("issue.duplicates.sameFirm")}` : null} · {formatInstant(one.submittedAt)}
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
}
