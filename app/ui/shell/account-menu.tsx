import { Icon } from "#app/ui/icon.tsx";
import css from "./account-menu.module.css";

export type Setting = {
  field: string;
  label: string;
  current: string;
  choices: readonly { value: string; label: string; name?: string }[];
};

/** The form of the choices; what a page adds to it stands outside, as the menu is the same on all of them. */
export const DISPLAY_FORM = "display";

/** Who is signed in, how the pages look, and the way out. Works without script: each choice posts and comes back. */
export function AccountMenu(props: {
  name: string;
  role: string;
  displayLabel: string;
  action: string;
  settings: readonly Setting[];
  leave: { action: string; label: string };
}) {
  return (
    <div className={css.account}>
      <p className={css.who}>
        <Icon name="person" size={24} />
        <span>
          <b>{props.name}</b>
          <span>{props.role}</span>
        </span>
      </p>
      <details className={css.display}>
        <summary>
          <Icon name="display" />
          {props.displayLabel}
          <Icon name="down" size={16} />
        </summary>
        <form id={DISPLAY_FORM} method="post" action={props.action} className={css.settings}>
          {props.settings.map((setting) => (
            <fieldset key={setting.field}>
              <legend>{setting.label}</legend>
              <div className={css.choices}>
                {setting.choices.map((choice) => (
                  <button
                    key={choice.value}
                    type="submit"
                    name={setting.field}
                    value={choice.value}
                    aria-label={choice.name}
                    aria-pressed={choice.value === setting.current}
                  >
                    {choice.label}
                  </button>
                ))}
              </div>
            </fieldset>
          ))}
        </form>
      </details>
      <form method="post" action={props.leave.action}>
        <button type="submit" className={css.leave}>
          <Icon name="leave" />
          {props.leave.label}
        </button>
      </form>
    </div>
  );
}
