import { useT } from "#app/i18n/context.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { CopyLink } from "./copy-link.tsx";
import css from "./messages.module.css";

/** Gives a firm its lost status link anew, face to face; the fresh one is shown once, as a text for WeChat. */
export function GiveLink(props: { number: string; link: string | null }) {
  const t = useT();
  if (props.link !== null) return <CopyLink link={props.link} number={props.number} />;
  return (
    <details className={css.fold}>
      <summary>{t("message.command.reissue")}</summary>
      <PostForm
        buttons={
          <SubmitButton look="second" name="command" value="reissue">
            {t("message.link.make")}
          </SubmitButton>
        }
      >
        <p>{t("message.link.lost")}</p>
      </PostForm>
    </details>
  );
}
