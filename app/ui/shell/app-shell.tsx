import { useLocation, useNavigation } from "@remix-run/react";
import { type MouseEventHandler, type ReactNode, useId } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { Mark } from "#app/ui/mark.tsx";
import { useFollow } from "#app/ui/use-follow.ts";
import css from "./app-shell.module.css";

export type Place = { to: string; label: string; icon: IconName; count?: string; whole?: true };
export type PlaceGroup = { label?: string; places: readonly Place[] };

/** The place the reader is at: of those whose address the page's begins with, the closest. */
function currentOf(places: readonly Place[], pathname: string): string | undefined {
  return places
    .map(({ to }) => to)
    .filter((to) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((one, other) => other.length - one.length)[0];
}

function PlaceLink(props: {
  place: Place;
  current: string | undefined;
  follow: MouseEventHandler<HTMLAnchorElement>;
  large?: boolean;
}) {
  const { place } = props;
  return (
    <a
      href={place.to}
      onClick={place.whole ? undefined : props.follow}
      className={css.place}
      aria-current={place.to === props.current ? "page" : undefined}
    >
      <Icon name={place.icon} size={props.large ? 24 : 20} />
      <span>{place.label}</span>
      {place.count === undefined ? null : <b className={css.count}>{place.count}</b>}
    </a>
  );
}

/** How many places a phone's bar shows beside "more". */
const THUMB_PLACES = 3;

/** Frame of every signed-in page: navigation at the left of a desk, at the thumb of a phone. */
export function AppShell(props: {
  product: string;
  home: string;
  navigationLabel: string;
  shortcutsLabel: string;
  moreLabel: string;
  accountLabel: string;
  groups: readonly PlaceGroup[];
  /** What the navigation follows from: equal for two pages exactly if it is the same on both but for where the reader is. */
  keptBy: string;
  /** The person signed in, and the choices of display; shown at the foot of the desk and under “more”. */
  account: ReactNode;
  /** A strip above everything, such as the mark of the demonstration world. */
  banner?: ReactNode;
  /** Whom to call, at the end of every page. */
  help?: ReactNode;
  children: ReactNode;
}) {
  const busy = useNavigation().state !== "idle";
  const { pathname, key } = useLocation();
  const menu = useId();
  const follow = useFollow();
  const places = props.groups.flatMap((group) => group.places);
  const current = currentOf(places, pathname);
  return (
    <div className={css.frame}>
      {busy ? <div className={css.busy} /> : null}
      <header className={css.left}>
        <div className={css.head}>
          <a href={props.home} onClick={follow} className={css.brand}>
            <Mark size={32} />
            <span>{props.product}</span>
          </a>
          {props.banner === undefined ? null : <span className={css.banner}>{props.banner}</span>}
        </div>
        {/* Opens the menu of a phone without script; a new page starts with it closed. */}
        <input type="checkbox" id={menu} key={key} className={css.opener} aria-label={props.moreLabel} />
        <div className={css.menu}>
          <Kept by={["navigation", props.keptBy, current]}>
            <nav className={css.nav} aria-label={props.navigationLabel}>
              {props.groups.map((group) => (
                <div key={group.label ?? group.places[0]?.to} className={css.group}>
                  {group.label === undefined ? null : <h2 className={css.groupName}>{group.label}</h2>}
                  {group.places.map((place) => (
                    <PlaceLink key={place.to} place={place} current={current} follow={follow} />
                  ))}
                </div>
              ))}
            </nav>
          </Kept>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, this holds a person's name and two of them */}
          <div role="group" className={css.account} aria-label={props.accountLabel}>
            {props.account}
          </div>
        </div>
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        {props.children}
        {props.help === undefined ? null : <footer className={css.help}>{props.help}</footer>}
      </main>
      <nav className={css.bar} aria-label={props.shortcutsLabel}>
        <Kept by={["shortcuts", props.keptBy, current]}>
          {places.slice(0, THUMB_PLACES).map((place) => (
            <PlaceLink key={place.to} place={place} current={current} follow={follow} large />
          ))}
        </Kept>
        <label htmlFor={menu} className={css.place}>
          <Icon name="more" size={24} />
          <span>{props.moreLabel}</span>
        </label>
      </nav>
    </div>
  );
}
