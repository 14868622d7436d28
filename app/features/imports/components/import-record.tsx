import { Link } from "@remix-run/react";
import type { ImportRecord as Record } from "#app/features/imports/get-import.query.server.ts";
import type { ImportProgress } from "#app/features/imports/judged-row.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { useLookAgain } from "#app/ui/feedback/use-look-again.ts";
import { FileLink, LinkButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { ConfirmPanel } from "#app/ui/form/confirm-panel.tsx";
import type { FieldError } from "#app/ui/form/form-scope.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { RecordHeader, Section } from "#app/ui/record/record-page.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportBadge } from "./import-list.tsx";
import { ImportRows, type ImportRowsProps } from "./import-rows.tsx";
import { ImportSteps } from "./import-steps.tsx";

export type ImportRecordProps = ImportRowsProps & {
  record: Record;
  missing: readonly { id: number; name: string }[];
  asked?: "commit" | "undo" | "columns" | undefined;
  change?: string;
  errors: readonly FieldError[];
};

/** How often the page of a list that is being checked looks again. */
const REFRESH_MS = 1_000;

/** An import: how the file was understood, what it would do, row by row, and the steps that are open. */
export function ImportRecord(props: ImportRecordProps) {
  const { record } = props;
  const t = useT();
  const { formatInstant } = useFormat();
  const settled = record.state === "judged" || record.state === "committed" || record.state === "undone";
  return (
    <>
      <RecordHeader
        name={record.fileName}
        badges={<ImportBadge state={record.state} />}
        lead={[
          t(`import.kind.${record.kind}`),
          record.countyName ?? t("imports.upload.countyAll"),
          formatInstant(record.createdAt),
          record.createdBy,
        ]
          .filter(Boolean)
          .join(" · ")}
        back={<Link to="/imports">{t("imports.back")}</Link>}
        actions={<Actions record={record} />}
      />
      {record.state === "reading" ? <Reading progress={record.figures.progress} /> : null}
      {record.state === "refused" ? (
        <Notice tone="alarm" title={t("imports.refused.title")}>
          {record.refusal ? <p>{t.refusal(record.refusal)}</p> : null}
        </Notice>
      ) : null}
      <Panel {...props} />
      {settled ? <Figures record={record} /> : null}
      {record.sheets.length > 0 && record.state !== "committed" && record.state !== "undone" ? (
        <ImportColumns
          record={record}
          open={props.asked === "columns" || record.state === "refused"}
          errors={props.errors}
        />
      ) : null}
      {settled ? <ImportRows {...props} /> : null}
      {props.missing.length > 0 ? <Missing record={record} missing={props.missing} /> : null}
    </>
  );
}

function Actions({ record }: { record: Record }) {
  const t = useT();
  const nothing = (record.figures.added ?? 0) + (record.figures.updated ?? 0) === 0;
  const left = (record.figures.outcomes?.review ?? 0) + (record.figures.outcomes?.reject ?? 0);
  return (
    <>
      {record.state === "judged" && !nothing ? (
        <LinkButton to="?do=commit" look="main" icon="check">
          {t("imports.commit.title")}
        </LinkButton>
      ) : null}
      {left > 0 ? (
        <FileLink to={`/imports/${record.importId}/refused`}>{t("imports.refusedFile")}</FileLink>
      ) : null}
      {record.state === "committed" ? (
        <LinkButton to="?do=undo" look="quiet">
          {t("imports.undo.title")}
        </LinkButton>
      ) : null}
      {record.state === "judged" || record.state === "refused" ? (
        <ButtonForm look="quiet" name="intent" value="discard" label={t("imports.discard")} />
      ) : null}
    </>
  );
}

function Reading({ progress }: { progress: ImportProgress | undefined }) {
  const t = useT();
  useLookAgain(true, REFRESH_MS);
  return (
    <Notice
      title={t("imports.reading.title")}
      actions={
        <>
          <a href="?">{t("imports.reading.refresh")}</a>
          <ButtonForm look="quiet" name="intent" value="again" label={t("imports.reading.again")} />
        </>
      }
    >
      <ImportSteps progress={progress ?? { step: "read" }} />
      <p>{t("imports.reading.body")}</p>
    </Notice>
  );
}

function Panel({ record, asked, errors }: ImportRecordProps) {
  const t = useT();
  const { added = 0, updated = 0, unchanged = 0, outcomes = {} } = record.figures;
  const waiting = (outcomes.review ?? 0) + (outcomes.reject ?? 0);
  const cancel = { to: "?", label: t("common.cancel") };
  if (record.state === "judged" && added + updated + unchanged === 0 && waiting > 0)
    return <Notice tone="warn">{t("imports.commit.none", { count: waiting })}</Notice>;
  if (record.state === "judged" && added + updated === 0)
    return <Notice>{t("imports.commit.nothing")}</Notice>;
  if (record.state === "judged" && asked === "commit")
    return (
      <ConfirmPanel
        title={t("imports.commit.title")}
        effect={t("imports.commit.effect", { added, updated })}
        confirm={t("imports.commit.submit")}
        cancel={cancel}
        hidden={{ intent: "commit" }}
        errors={errors}
      />
    );
  if (record.state === "committed" && asked === "undo")
    return (
      <ConfirmPanel
        title={t("imports.undo.title")}
        effect={t("imports.undo.effect")}
        confirm={t("imports.undo.submit")}
        cancel={cancel}
        hidden={{ intent: "undo" }}
        errors={errors}
      />
    );
  return null;
}

function Figures({ record }: { record: Record }) {
  const t = useT();
  const { formatNumber } = useFormat();
  const { figures } = record;
  const outcomes = ["review", "reject", "duplicate", "skip"] as const;
  return (
    <StatRow>
      {(["added", "updated", "unchanged"] as const).map((change) => (
        <StatCard
          key={change}
          label={t(`imports.figures.${change}`)}
          figure={formatNumber(figures[change] ?? 0)}
          to={`?change=${change}`}
        />
      ))}
      {outcomes.map((outcome) => (
        <StatCard
          key={outcome}
          label={t(`imports.figures.${outcome}`)}
          figure={formatNumber(figures.outcomes?.[outcome] ?? 0)}
          to={`?outcome=${outcome}`}
          tone={(figures.outcomes?.[outcome] ?? 0) > 0 && outcome === "review" ? "warn" : "plain"}
        />
      ))}
      <StatCard
        label={t("imports.figures.missing")}
        figure={formatNumber(figures.missing ?? 0)}
        note={t("imports.figures.missingNote")}
      />
    </StatRow>
  );
}

function Missing({ record, missing }: Pick<ImportRecordProps, "record" | "missing">) {
  const t = useT();
  const place = record.kind === "firms" ? "/firms" : "/deputies";
  return (
    <Section
      title={t("imports.missing.title")}
      note={
        missing.length < (record.figures.missing ?? 0)
          ? t("imports.missing.more", { count: missing.length })
          : undefined
      }
    >
      <ul>
        {missing.map(({ id, name }) => (
          <li key={id}>
            <a href={`${place}/${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
