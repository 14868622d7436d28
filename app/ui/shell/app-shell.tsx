import { Link, useLocation, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import { Mark } from "#app/ui/mark.tsx";
import css from "./app-shell.module.css";

export type Place = { to: string; label: string; icon: IconName; count?: string };
export type PlaceGroup = { label?: string; places: readonly Place[] };

function isCurrent(pathname: string, to: string): boolean {
  return pathname === to || (to !== "/" && pathname.startsWith(`${to}/`));
}

function PlaceLink(props: { place: Place; size: number }) {
  const { place } = props;
  const { pathname } = useLocation();
  return (
    <Link
      to={place.to}
      className={css.place}
      aria-current={isCurrent(pathname, place.to) ? "page" : undefined}
    >
      <Icon name={place.icon} size={props.size} />
      <span>{place.label}</span>
      {place.count === undefined ? null : <b className={css.count}>{place.count}</b>}
    </Link>
  );
}

/** At most four places fit a thumb: all of them, or three and the rest under one more. */
function BottomBar(props: { label: string; more: string; places: readonly Place[]; menu: ReactNode }) {
  const direct = props.places.length <= 3 ? props.places : props.places.slice(0, 3);
  const rest = props.places.slice(direct.length);
  return (
    <nav className={css.bar} aria-label={props.label}>
      {direct.map((place) => (
        <PlaceLink key={place.to} place={place} size={24} />
      ))}
      <details className={css.rest} key={useLocation().key}>
        <summary className={css.place}>
          <Icon name="more" size={24} />
          <span>{props.more}</span>
        </summary>
        <div className={css.sheet}>
          {rest.map((place) => (
            <PlaceLink key={place.to} place={place} size={24} />
          ))}
          {props.menu}
        </div>
      </details>
    </nav>
  );
}

/** Frame of every signed-in page: navigation at the left of a desk, at the thumb of a phone. */
export function AppShell(props: {
  product: string;
  home: string;
  navigationLabel: string;
  moreLabel: string;
  accountLabel: string;
  groups: readonly PlaceGroup[];
  /** The person signed in, and the choices of display; shown at the foot of the desk and under “more”. */
  account: ReactNode;
  /** A strip above everything, such as the mark of the demonstration world. */
  banner?: ReactNode;
  children: ReactNode;
}) {
  const busy = useNavigation().state !== "idle";
  const places = props.groups.flatMap((group) => group.places);
  return (
    <div className={css.frame}>
      {busy ? <div className={css.busy} /> : null}
      <div className={css.left}>
        <header className={css.head}>
          <Link to={props.home} className={css.brand}>
            <Mark size={32} />
            <span>{props.product}</span>
          </Link>
          {props.banner === undefined ? null : <span className={css.banner}>{props.banner}</span>}
        </header>
        <nav className={css.nav} aria-label={props.navigationLabel}>
          {props.groups.map((group) => (
            <div key={group.label ?? group.places[0]?.to} className={css.group}>
              {group.label === undefined ? null : <h2 className={css.groupName}>{group.label}</h2>}
              {group.places.map((place) => (
                <PlaceLink key={place.to} place={place} size={20} />
              ))}
            </div>
          ))}
        </nav>
        <aside className={css.account} aria-label={props.accountLabel}>
          {props.account}
        </aside>
      </div>
      <main id="main" className={css.main} tabIndex={-1}>
        {props.children}
      </main>
      <BottomBar label={props.navigationLabel} more={props.moreLabel} places={places} menu={props.account} />
    </div>
  );
}
