import { CONTACT_KINDS, CONTACT_TOPICS } from "#app/domain/contact/kinds.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { errorAt, type FormError } from "#app/i18n/form-messages.ts";
import type { Translator } from "#app/i18n/translator.ts";
import {
  PlainButton,
  PlainChoices,
  PlainErrorSummary,
  PlainField,
  PlainForm,
  PlainLink,
  PlainTextarea,
} from "#app/ui/plain/plain-form.tsx";
import { PlainCard, PlainNotice, PlainTitle } from "#app/ui/plain/plain-page.tsx";
import type { ContactPage } from "../get-contact.query.server.ts";

/** One contact: what was just saved, the record, and what this reader may still do with it. */
export function ContactRecord(props: {
  contact: ContactPage;
  saved: boolean;
  errors: readonly FormError[];
  home: string;
}) {
  const t = useT();
  const { formatInstant } = useFormat();
  const { contact, errors } = props;
  const at = formatInstant(contact.createdAt);
  const issue = contact.issues[0];
  return (
    <>
      <PlainTitle title={t("contact.page.title", { no: contact.contactNo })} />
      <PlainErrorSummary
        title={t("form.errorSummary", { count: errors.length })}
        errors={errors.filter((error) => error.message !== "")}
      />
      {props.saved && contact.withdrawnAt === null ? (
        <PlainNotice title={t("contact.page.saved")}>
          <p>{t("contact.page.savedBody", { no: contact.contactNo, at })}</p>
          {issue ? <p>{t("contact.page.savedIssue", { number: issue.number })}</p> : null}
        </PlainNotice>
      ) : null}
      {contact.withdrawnAt === null ? null : (
        <PlainNotice tone="warn">
          {t("contact.page.withdrawn", { at: formatInstant(contact.withdrawnAt) })}
        </PlainNotice>
      )}
      <PlainCard>
        <Facts contact={contact} />
      </PlainCard>
      {contact.may.nameFirm ? <NameFirm contact={contact} errors={errors} /> : null}
      {contact.may.review ? <Review version={contact.version} /> : null}
      <Photos contact={contact} />
      {contact.may.add ? <Additions contact={contact} errors={errors} /> : null}
      {contact.may.undo ? (
        <PlainForm>
          <input type="hidden" name="version" value={contact.version} />
          <PlainButton second name="intent" value="withdraw">
            {t("contact.page.undo")}
          </PlainButton>
          <p className="p-hint">{t("contact.page.undoHint")}</p>
        </PlainForm>
      ) : null}
      <PlainLink href="/contacts/new">{t("contact.page.another")}</PlainLink>
      <PlainLink href={props.home}>{t("common.home")}</PlainLink>
    </>
  );
}

function Facts(props: { contact: ContactPage }) {
  const t = useT();
  const { formatDay, formatInstant } = useFormat();
  const { contact } = props;
  const facts: [label: string, value: string][] = [
    [
      t("contact.page.when"),
      t("contact.list.line", {
        day: formatDay(contact.happenedOn),
        kind: t(`contact.kind.${contact.kind}`),
        outcome: t(`contact.outcome.${contact.outcome}`),
      }),
    ],
    [
      t("contact.page.firms"),
      [...contact.firms.map((firm) => firm.name), ...outsideRegister(contact, t)].join("\n"),
    ],
    [t("contact.page.deputies"), contact.deputies.map((deputy) => deputy.name).join("\n")],
    [t("contact.page.people"), contact.peopleMet],
    [t("contact.page.place"), contact.place],
    [
      t("contact.page.topics"),
      contact.topics.map((topic) => t.dynamic(`contact.topic.${topic}`)).join(" · "),
    ],
    [t("contact.page.internalNote"), contact.internalNote ?? ""],
    [t("contact.page.firmNote"), contact.firmNote],
    [t("contact.page.nextVisit"), contact.nextVisitOn === null ? "" : formatDay(contact.nextVisitOn)],
    [
      t("contact.page.recorded"),
      t("contact.page.recordedBy", {
        name: contact.recordedBy ?? t("common.unknown"),
        role: t.dynamic(`role.${contact.recordedAs}`),
        at: formatInstant(contact.createdAt),
      }),
    ],
  ];
  return (
    <>
      <dl className="p-facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {contact.issues.length > 0 ? (
          <div>
            <dt>{t("contact.page.issues")}</dt>
            <dd>
              {contact.issues.map((issue) => (
                <a key={issue.issueId} href={`/issues/${issue.issueId}`}>
                  {issue.number} {issue.title}
                </a>
              ))}
            </dd>
          </div>
        ) : null}
      </dl>
      {contact.revisions.length > 0 ? (
        <details className="p-more">
          <summary>{t("contact.page.former")}</summary>
          <dl className="p-facts">
            {contact.revisions.map((one) => (
              <div key={one.revision}>
                <dt>{t("contact.page.formerAt", { at: formatInstant(one.correctedAt) })}</dt>
                <dd>{[one.former.internalNote, one.former.firmNote].filter(Boolean).join("\n\n")}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </>
  );
}

/** The firm as it was typed, until the register's own is known. */
function outsideRegister(contact: ContactPage, t: Translator): string[] {
  if (contact.namedFirm === "") return [];
  if (!contact.firmSettled) return [t("contact.page.firmUnchecked", { name: contact.namedFirm })];
  return [t("contact.page.firmTyped", { name: contact.namedFirm })];
}

function NameFirm(props: { contact: ContactPage; errors: readonly FormError[] }) {
  const t = useT();
  const { contact, errors } = props;
  return (
    <PlainForm>
      <input type="hidden" name="intent" value="name_firm" />
      <input type="hidden" name="version" value={contact.version} />
      <p className="p-lead">{t("contact.page.nameFirm", { name: contact.namedFirm })}</p>
      <PlainField
        name="firm"
        label={t("contact.page.whichFirm")}
        hint={t("contact.page.whichFirmHint")}
        error={errorAt(errors, "firm")}
        errorPrefix={t("form.errorPrefix")}
        defaultValue={contact.namedFirm}
      />
      <PlainButton>{t("contact.page.thisFirm")}</PlainButton>
      <PlainButton second name="none" value="yes">
        {t("contact.page.noFirm")}
      </PlainButton>
    </PlainForm>
  );
}

function Review(props: { version: number }) {
  const t = useT();
  return (
    <PlainForm>
      <input type="hidden" name="intent" value="review" />
      <input type="hidden" name="version" value={props.version} />
      <p className="p-lead">{t("contact.page.review")}</p>
      <PlainButton name="review" value="resume">
        {t("contact.page.reviewResume")}
      </PlainButton>
      <PlainButton second name="review" value="leave_alone">
        {t("contact.page.reviewLeaveAlone")}
      </PlainButton>
    </PlainForm>
  );
}

function Photos(props: { contact: ContactPage }) {
  const t = useT();
  const { contact } = props;
  if (contact.files.length === 0 && !contact.may.addPhotos) return null;
  return (
    <>
      {contact.files.length > 0 ? (
        <div className="p-photos">
          {contact.files.map((file, i) => (
            <a key={file.fileId} href={`/files/${file.fileId}`}>
              <img
                src={`/files/${file.fileId}`}
                alt={t("contact.page.photo", { no: i + 1 })}
                loading="lazy"
              />
            </a>
          ))}
        </div>
      ) : null}
      {contact.may.addPhotos && contact.files.length < 9 ? (
        <PlainForm action={`/contacts/${contact.contactId}/photos`} upload>
          <div className="p-field" data-photos="">
            <label htmlFor="photo">{t("contact.page.addPhotos")}</label>
            <span className="p-hint" id="photo-hint">
              {t("contact.page.addPhotosHint")}
            </span>
            <input
              className="p-input"
              id="photo"
              name="photo"
              type="file"
              multiple
              accept="image/jpeg,image/png,image/webp"
              aria-describedby="photo-hint"
            />
            <p role="status" data-photo-note="" />
          </div>
          <PlainButton second>{t("contact.page.sendPhotos")}</PlainButton>
        </PlainForm>
      ) : null}
    </>
  );
}

function Additions(props: { contact: ContactPage; errors: readonly FormError[] }) {
  const t = useT();
  const { contact, errors } = props;
  if (!contact.may.reword)
    return (
      <details className="p-more" open={errorAt(errors, "addition") !== undefined || undefined}>
        <summary>{t("contact.page.add")}</summary>
        <PlainForm>
          <input type="hidden" name="intent" value="add" />
          <input type="hidden" name="version" value={contact.version} />
          <PlainTextarea
            name="addition"
            label={t("contact.page.addition")}
            error={errorAt(errors, "addition")}
            rows={4}
          />
          <label className="p-choice">
            <input type="checkbox" name="forFirm" />
            <span>{t("contact.page.additionForFirm")}</span>
          </label>
          <PlainButton>{t("contact.page.saveAddition")}</PlainButton>
        </PlainForm>
      </details>
    );
  return (
    <details className="p-more">
      <summary>{t("contact.page.correct")}</summary>
      <PlainForm>
        <input type="hidden" name="intent" value="correct" />
        <input type="hidden" name="version" value={contact.version} />
        <PlainTextarea
          name="internalNote"
          label={t("contact.page.internalNote")}
          rows={5}
          defaultValue={contact.internalNote ?? ""}
        />
        <PlainTextarea
          name="firmNote"
          label={t("contact.page.firmNote")}
          rows={3}
          defaultValue={contact.firmNote}
        />
        <PlainChoices
          name="kind"
          label={t("contact.new.kind")}
          inline
          defaultValue={contact.kind}
          options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`contact.kind.${kind}`) }))}
        />
        <PlainChoices
          name="topics"
          label={t("contact.new.topics")}
          inline
          many
          defaultValue={contact.topics.join(",")}
          options={CONTACT_TOPICS.map((one) => ({ value: one, label: t(`contact.topic.${one}`) }))}
        />
        <PlainField name="peopleMet" label={t("contact.new.people")} defaultValue={contact.peopleMet} />
        <PlainField name="place" label={t("contact.new.place")} defaultValue={contact.place} />
        <PlainButton>{t("contact.page.saveCorrection")}</PlainButton>
      </PlainForm>
    </details>
  );
}
