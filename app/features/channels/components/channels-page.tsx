import { useFormat, useT } from "#app/i18n/context.tsx";
import { type FormAnswer, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Card, FactList, Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { ChannelStatus, DeadDelivery, ChannelsPage as Page } from "../get-channels.query.server.ts";
import css from "./channels.module.css";

/** Channels out of the office: which are set up, what they carried, what lies dead, and whom none of them reaches. */
export function ChannelsPage(props: { page: Page; mayAct: boolean; answer: FormAnswer | undefined }) {
  const { page, mayAct } = props;
  const t = useT();
  const { formatInstant } = useFormat();
  const columns: Column<DeadDelivery>[] = [
    {
      key: "kind",
      head: t("channel.what"),
      cell: (row) => t.dynamic(`notice.kind.${kindOf(row.kind)}`),
      phone: "keep",
    },
    {
      key: "channel",
      head: t("channel.channel"),
      cell: (row) => t(`channel.name.${row.channel}`),
      phone: "label",
    },
    { key: "to", head: t("channel.recipient"), cell: (row) => row.recipient, phone: "label" },
    { key: "error", head: t("channel.error"), cell: (row) => row.lastError, phone: "keep" },
    { key: "at", head: t("channel.deadAt"), cell: (row) => formatInstant(row.deadAt), phone: "label" },
  ];
  if (mayAct)
    columns.push({
      key: "again",
      head: t("channel.resend"),
      cell: (row) => (
        <ButtonForm look="second" name="intent" value="resend" label={t("channel.resend")}>
          <input type="hidden" name="deliveryId" value={row.deliveryId} />
        </ButtonForm>
      ),
    });
  return (
    <>
      <PageHeader title={t("nav.channels")} lead={t("channel.lead")} />
      <ErrorSummary errors={unplacedErrors(t, props.answer)} />
      <Unreached page={page} />
      <Section
        title={t("channel.channels")}
        actions={
          mayAct ? (
            <ButtonForm look="second" name="intent" value="test" label={t("channel.test")} />
          ) : undefined
        }
      >
        <ul className={css.cards}>
          {page.channels.map((one) => (
            <li key={one.channel}>
              <Card>
                <ChannelCard one={one} mayAct={mayAct} />
              </Card>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("channel.dead")} note={t("channel.deadNote")}>
        <DataTable
          caption={t("channel.dead")}
          columns={columns}
          rows={page.dead}
          rowKey={(row) => row.deliveryId}
          empty={<EmptyState title={t("channel.noDead")} />}
        />
      </Section>
    </>
  );
}

/** Kinds of the issue's own steps have no name among the notices. */
function kindOf(kind: string): string {
  return kind.startsWith("issue.") ? "issue_step" : kind;
}

function ChannelCard({ one, mayAct }: { one: ChannelStatus; mayAct: boolean }) {
  const t = useT();
  const { formatCount, formatInstant } = useFormat();
  const look = !one.isSetUp ? "rest" : one.dead > 0 ? "late" : one.failing > 0 ? "warn" : "good";
  const word = !one.isSetUp ? "off" : one.dead > 0 ? "dead" : one.failing > 0 ? "failing" : "on";
  return (
    <>
      <div className={css.head}>
        <h3>{t(`channel.name.${one.channel}`)}</h3>
        <StatusBadge solid look={look} word={t(`channel.state.${word}`)} />
      </div>
      {one.isSetUp ? (
        <FactList
          facts={[
            { label: t("channel.sentToday"), value: formatCount(one.sentToday) },
            { label: t("channel.waiting"), value: formatCount(one.waiting) },
            { label: t("channel.deadCount"), value: formatCount(one.dead) },
            {
              label: t("channel.lastSentAt"),
              value: one.lastSentAt === null ? null : formatInstant(one.lastSentAt),
            },
          ]}
        />
      ) : (
        <p className={css.quiet}>{t(`channel.setUp.${one.channel}`)}</p>
      )}
      {one.lastError === null ? null : (
        <p className={css.quiet}>{t("channel.lastError", { error: one.lastError })}</p>
      )}
      {mayAct && one.dead > 0 ? (
        <ButtonForm look="second" name="intent" value="resend_all" label={t("channel.resendAll")}>
          <input type="hidden" name="channel" value={one.channel} />
        </ButtonForm>
      ) : null}
    </>
  );
}

function Unreached({ page }: { page: Page }) {
  const t = useT();
  if (page.unreached.length === 0) return null;
  return (
    <Notice tone="warn" title={t("channel.unreached")}>
      <p>{t("channel.unreachedHint")}</p>
      <ul>
        {page.unreached.map(({ role, unreached, people }) => (
          <li key={role}>
            {t("channel.unreachedOf", { role: t.dynamic(`role.${role}`), unreached, people })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
