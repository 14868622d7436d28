import { NOTICE_GROUPS } from "#app/domain/channel/delivery.ts";
import { PERSONAL_CHANNELS } from "#app/domain/channel/kinds.ts";
import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, formErrors } from "#app/i18n/form-messages.ts";
import {
  PlainButton,
  PlainChoices,
  PlainErrorSummary,
  PlainField,
  PlainForm,
} from "#app/ui/plain/plain-form.tsx";
import { PlainCard, PlainNotice, PlainTitle } from "#app/ui/plain/plain-page.tsx";
import type { OwnWishes } from "../wishes.command.server.ts";

const timeOf = (minutes: number | null) =>
  minutes === null
    ? ""
    : `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** How one wants to be told outside the app; the inbox always has everything. */
export function WishesPage(props: { own: OwnWishes; saved: boolean; answer: FormAnswer | undefined }) {
  const t = useT();
  const { wishes, email, phone, channels } = props.own;
  const offered = PERSONAL_CHANNELS.filter((channel) => channels.includes(channel));
  const errors = formErrors(t, props.answer);
  const addressOf = (channel: string) =>
    (channel === "mail" ? email : phone) ?? t("channel.wishes.noAddress");
  return (
    <PlainCard>
      <PlainTitle title={t("notice.settings")} lead={t("channel.wishes.lead")} />
      {props.saved ? <PlainNotice>{t("channel.wishes.saved")}</PlainNotice> : null}
      {errors.length > 0 ? (
        <PlainErrorSummary title={t("form.errorSummary", { count: errors.length })} errors={errors} />
      ) : null}
      {offered.length === 0 ? <PlainNotice tone="warn">{t("channel.wishes.none")}</PlainNotice> : null}
      <PlainForm>
        {offered.map((channel) => (
          <input key={channel} type="hidden" name="offered" value={channel} />
        ))}
        {offered.length === 0 ? null : (
          <PlainChoices
            many
            name="channels"
            label={t("channel.wishes.by")}
            defaultValue={offered.filter((one) => !wishes.mutedChannels.includes(one)).join(",")}
            options={offered.map((channel) => ({
              value: channel,
              label: t(`channel.name.${channel}`),
              hint: addressOf(channel),
            }))}
          />
        )}
        <PlainChoices
          many
          name="groups"
          label={t("channel.wishes.groups")}
          defaultValue={NOTICE_GROUPS.filter((one) => !wishes.mutedKinds.includes(one)).join(",")}
          options={NOTICE_GROUPS.map((group) => ({ value: group, label: t(`channel.group.${group}`) }))}
        />
        <PlainField
          name="quietFrom"
          type="time"
          label={t("channel.wishes.quietFrom")}
          hint={t("channel.wishes.quietHint")}
          defaultValue={timeOf(wishes.quietFromMinutes)}
        />
        <PlainField
          name="quietUntil"
          type="time"
          label={t("channel.wishes.quietUntil")}
          defaultValue={timeOf(wishes.quietUntilMinutes)}
        />
        <PlainChoices
          many
          name="digest"
          label={t("channel.wishes.digest")}
          defaultValue={wishes.digestOnly ? "yes" : ""}
          options={[{ value: "yes", label: t("channel.wishes.digestOnly") }]}
        />
        <PlainButton>{t("channel.wishes.save")}</PlainButton>
      </PlainForm>
    </PlainCard>
  );
}
