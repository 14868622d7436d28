import { useLocation } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Button, LinkButton } from "#app/ui/form/button.tsx";
import { BulkBar } from "#app/ui/list/bulk-bar.tsx";
import { withParams } from "#app/ui/list/list-url.ts";

/** What a desk has beside the list of issues. `selecting` = rows can be ticked now. */
export type ListDesk = {
  bulk: boolean;
  selecting: boolean;
  /** The reader takes over answers given on other platforms. */
  takesAnswers: boolean;
  /** The reader's office has figures of its own. */
  hasFigures: boolean;
  views: readonly { name: string; query: string }[];
};

/** The views that are kept, the way to them, and to working on several issues. */
export function ListLinks({ bulk, selecting, takesAnswers, hasFigures, views }: ListDesk) {
  const t = useT();
  const { search } = useLocation();
  const filters = search.slice(1);
  return (
    <>
      {views.map((view) => (
        <LinkButton key={view.name} to={`/issues?${view.query}`} look="quiet">
          {view.name}
        </LinkButton>
      ))}
      <LinkButton to={`/issues/views?${new URLSearchParams({ filters })}`} look="quiet">
        {t("issue.views.title")}
      </LinkButton>
      {hasFigures ? (
        <LinkButton to="/issues/figures" look="quiet" icon="chart">
          {t("issue.figures.open")}
        </LinkButton>
      ) : null}
      {takesAnswers ? (
        <LinkButton to="/issues/answers" look="quiet" icon="import">
          {t("issue.take.open")}
        </LinkButton>
      ) : null}
      {bulk && !selecting ? (
        <LinkButton to={withParams(search, { select: "yes" })} look="quiet" icon="check">
          {t("issue.bulk.open")}
        </LinkButton>
      ) : null}
    </>
  );
}

/** Leads the ticked issues, or all that the filters leave, to the page on which a step is taken on them. */
export function ListBulkBar({ total }: { total: { count: number; atLeast: boolean } }) {
  const t = useT();
  const { formatCount } = useFormat();
  const { search } = useLocation();
  return (
    <BulkBar
      id="bulk"
      action="/issues/bulk"
      matching={{
        label: t("issue.bulk.all", { count: formatCount(total.count, total.atLeast) }),
        name: "matching",
        value: "yes",
      }}
    >
      <input
        type="hidden"
        name="filters"
        value={withParams(search, { select: null, after: null, before: null, page: null }).slice(1)}
      />
      <Button type="submit" look="main">
        {t("issue.bulk.go")}
      </Button>
    </BulkBar>
  );
}
